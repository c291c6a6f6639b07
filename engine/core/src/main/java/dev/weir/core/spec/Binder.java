package dev.weir.core.spec;

import static java.util.stream.Collectors.toSet;

import dev.weir.api.InputPort;
import dev.weir.api.Processor;
import dev.weir.core.file.MapNode;
import dev.weir.core.problem.Mark;
import dev.weir.core.problem.Problem;
import dev.weir.core.problem.Problems;
import java.util.List;
import java.util.Optional;

/** Turns settings into a processor, or says all that is wrong with them at once. */
public final class Binder {

    /**
     * A processor, and the problems of its settings.
     *
     * @param processor empty if it cannot be made of the settings; one too many does not keep it
     *     from that, so that what follows from it can be checked, too
     */
    public record Bound(Optional<Processor> processor, List<Problem> problems) {}

    private Binder() {}

    /** Binds settings; paths of problems begin with the setting. */
    public static Bound bind(ProcessorSpec spec, MapNode settings, BindScope scope) {
        return bind(spec, settings, scope, "", settings.mark());
    }

    /**
     * Binds settings.
     *
     * @param path put before the paths of problems, such as {@code processors.orders}
     * @param owner where the processor stands, for what is wrong with it as a whole
     */
    public static Bound bind(
            ProcessorSpec spec, MapNode settings, BindScope scope, String path, Mark owner) {
        var problems = new Problems();
        var inputs = spec.inputPorts().stream().map(InputPort::name).collect(toSet());
        var values = new ValueBinder(scope, problems, inputs);
        var group = new Kind.Group(spec.type().asSubclass(Record.class), spec.settings());
        var record = values.record(group, settings, path, owner, spec.name());
        return new Bound(record.map(spec.type()::cast), problems.sorted());
    }

    /** Binds settings that are known to be right. */
    static Optional<Processor> sample(
            Class<? extends Processor> type, MapNode settings, BindScope scope) {
        var problems = new Problems();
        var group = new Kind.Group(type.asSubclass(Record.class), SettingReader.settings(type));
        var record =
                new ValueBinder(scope, problems).record(group, settings, "", settings.mark(), "");
        return problems.errors() > 0 ? Optional.empty() : record.map(type::cast);
    }
}
