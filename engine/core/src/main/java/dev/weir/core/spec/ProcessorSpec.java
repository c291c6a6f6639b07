package dev.weir.core.spec;

import dev.weir.api.Doc;
import dev.weir.api.InputPort;
import dev.weir.api.Port;
import dev.weir.api.Processor;
import dev.weir.api.Sink;
import dev.weir.api.Source;
import dev.weir.api.Transform;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is known of a processor without an instance, read from its record class.
 *
 * @param ports outputs that are known without settings, in order
 * @param inputPorts inputs as far as they are known without settings
 */
public record ProcessorSpec(
        Class<? extends Processor> type,
        String name,
        int major,
        String group,
        String doc,
        Role role,
        List<Setting> settings,
        List<PortDoc> ports,
        List<InputPort> inputPorts) {

    /** What a processor is in a flow. */
    public enum Role {
        SOURCE,
        TRANSFORM,
        SINK
    }

    /** An output and what it carries. */
    public record PortDoc(String name, String doc) {}

    public ProcessorSpec {
        settings = List.copyOf(settings);
        ports = List.copyOf(ports);
        inputPorts = List.copyOf(inputPorts);
    }

    /**
     * Reads a record class.
     *
     * @throws IllegalArgumentException with what its author must mend
     */
    public static ProcessorSpec of(Class<? extends Processor> type) {
        Processor.Named named = type.getAnnotation(Processor.Named.class);
        if (named == null) {
            throw new IllegalArgumentException(type.getName() + " has no @Processor.Named");
        }
        if (!named.value().matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    "%s: '%s' is not a name; use lower-case letters, digits and dashes"
                            .formatted(type.getName(), named.value()));
        }
        Doc doc = type.getAnnotation(Doc.class);
        if (doc == null) {
            throw new IllegalArgumentException(type.getName() + " has no @Doc");
        }
        var role = role(type);
        var settings = SettingReader.settings(type);
        var ports = new ArrayList<PortDoc>();
        var declared = type.getAnnotationsByType(Port.class);
        // Who names the outputs and declares some of them tells of all that are always there.
        if (role != Role.SINK && (declared.length == 0 || hasFixedPorts(type))) {
            ports.add(new PortDoc(Processor.OUT, "The rows."));
        }
        for (Port port : declared) {
            ports.add(new PortDoc(port.name(), port.doc()));
        }
        return new ProcessorSpec(
                type,
                named.value(),
                named.version(),
                named.group().isEmpty() ? group(role) : named.group(),
                doc.value(),
                role,
                settings,
                ports,
                SampleInstance.inputPorts(type, role, settings));
    }

    private static Role role(Class<? extends Processor> type) {
        if (Source.class.isAssignableFrom(type)) {
            return Role.SOURCE;
        }
        return Transform.class.isAssignableFrom(type) ? Role.TRANSFORM : sink(type);
    }

    private static Role sink(Class<? extends Processor> type) {
        if (!Sink.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException(
                    type.getName() + " is neither a Source nor a Transform nor a Sink");
        }
        return Role.SINK;
    }

    private static String group(Role role) {
        return switch (role) {
            case SOURCE -> "Sources";
            case TRANSFORM -> "Transforms";
            case SINK -> "Sinks";
        };
    }

    /** Whether a flow must wire something into it. */
    public boolean hasInputs() {
        return role != Role.SOURCE;
    }

    /** Whether the outputs are {@link #ports}, whatever the settings are. */
    public boolean hasFixedPorts() {
        return hasFixedPorts(type);
    }

    private static boolean hasFixedPorts(Class<? extends Processor> type) {
        try {
            return type.getMethod("outputPorts").getDeclaringClass() == Processor.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<String> portNames() {
        return ports.stream().map(PortDoc::name).toList();
    }

    /** Reference page. */
    public String toMarkdown() {
        return ReferencePage.of(this);
    }

    /** JSON Schema of the settings, as JSON. */
    public String toJsonSchema() {
        return new SchemaWriter(List.of()).settings(this);
    }
}
