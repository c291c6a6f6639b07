package dev.weir.core.spec;

import dev.weir.api.Connection;
import dev.weir.api.Plugin;
import dev.weir.api.Processor;
import dev.weir.core.problem.Problem;
import dev.weir.core.problem.Suggestions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The processors that are installed. Immutable; may be shared by threads. */
public final class Catalog {
    private final List<ProcessorSpec> processors;
    private final SortedMap<String, ConnectionSpec> connections;
    private final List<Problem> problems;

    private Catalog(
            List<ProcessorSpec> processors,
            SortedMap<String, ConnectionSpec> connections,
            List<Problem> problems) {
        this.processors =
                processors.stream()
                        .sorted(
                                Comparator.comparing(ProcessorSpec::group)
                                        .thenComparing(ProcessorSpec::name)
                                        .thenComparing(ProcessorSpec::role)
                                        .thenComparingInt(ProcessorSpec::major))
                        .toList();
        this.connections = connections;
        this.problems = List.copyOf(problems);
    }

    /**
     * Everything on the class path and in the plugin folder. A broken plugin is left out and told
     * among {@link #problems}.
     */
    public static Catalog load(Path pluginFolder) throws IOException {
        var collected = new Collected();
        collected.addAll("class path", Catalog.class.getClassLoader());
        for (var plugin : PluginFolder.at(pluginFolder).open(collected.problems)) {
            collected.addAll(plugin.name(), plugin.loader());
        }
        return collected.catalog();
    }

    public static Catalog of(List<Plugin> plugins) {
        var collected = new Collected();
        for (Plugin plugin : plugins) {
            collected.add(plugin.getClass().getName(), plugin);
        }
        return collected.catalog();
    }

    /**
     * A processor by name. A name such as {@code csv-files} may be a source and a sink: with inputs
     * it is the sink. If there is only one of that name it is found whatever its inputs.
     */
    public Optional<ProcessorSpec> find(String type, boolean hasInputs) {
        var named = processors.stream().filter(spec -> spec.name().equals(type)).toList();
        return named.stream()
                .filter(spec -> spec.hasInputs() == hasInputs)
                .max(Comparator.comparingInt(ProcessorSpec::major))
                .or(() -> named.stream().max(Comparator.comparingInt(ProcessorSpec::major)));
    }

    /** As {@link #find(String, boolean)}, of a certain major version. */
    public Optional<ProcessorSpec> find(String type, boolean hasInputs, int major) {
        var named =
                processors.stream()
                        .filter(spec -> spec.name().equals(type) && spec.major() == major)
                        .toList();
        return named.stream()
                .filter(spec -> spec.hasInputs() == hasInputs)
                .findFirst()
                .or(() -> named.stream().findFirst());
    }

    /** All processors, ordered by group and name. */
    public List<ProcessorSpec> all() {
        return processors;
    }

    /** All kinds of connections, ordered by name. */
    public List<ConnectionSpec> connections() {
        return List.copyOf(connections.values());
    }

    /** All kinds of connections by name. */
    public SortedMap<String, ConnectionSpec> connectionTypes() {
        return connections;
    }

    /** The name nearest to one that does not exist. */
    public Optional<String> suggest(String type) {
        return Suggestions.nearest(type, processors.stream().map(ProcessorSpec::name).toList());
    }

    /** Plugins that could not be loaded, and why. */
    public List<Problem> problems() {
        return problems;
    }

    /** JSON Schema of flow files with every installed processor, as JSON. */
    public String flowSchema() {
        return new FlowSchema(this).write();
    }

    /** What plugins offer, while they are asked. */
    private static final class Collected {
        final List<ProcessorSpec> processors = new ArrayList<>();
        final SortedMap<String, ConnectionSpec> connections = new TreeMap<>();
        final List<Problem> problems = new ArrayList<>();

        void addAll(String where, ClassLoader loader) {
            try {
                for (Plugin plugin : ServiceLoader.load(Plugin.class, loader)) {
                    if (!isFromParent(plugin, loader)) {
                        add(where, plugin);
                    }
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                refuse(where, e);
            }
        }

        /** A plugin's loader finds the plugins of the class path too. */
        private static boolean isFromParent(Plugin plugin, ClassLoader loader) {
            return loader instanceof PluginClassLoader
                    && !loader.equals(plugin.getClass().getClassLoader());
        }

        void add(String where, Plugin plugin) {
            try {
                for (Class<? extends Processor> type : plugin.processors()) {
                    add(where, ProcessorSpec.of(type));
                }
                for (Class<? extends Connection> type : plugin.connections()) {
                    var spec = ConnectionSpec.of(type);
                    connections.putIfAbsent(spec.name(), spec);
                }
            } catch (RuntimeException | LinkageError e) {
                refuse(where, e);
            }
        }

        private void add(String where, ProcessorSpec spec) {
            for (ProcessorSpec other : processors) {
                if (other.name().equals(spec.name())
                        && other.major() == spec.major()
                        && other.hasInputs() == spec.hasInputs()) {
                    refuse(
                            where,
                            new IllegalArgumentException(
                                    "%s is there already, as %s"
                                            .formatted(spec.name(), other.type().getName())));
                    return;
                }
            }
            processors.add(spec);
        }

        private void refuse(String where, Throwable cause) {
            problems.add(
                    new Problem(
                            Problem.Level.WARNING,
                            "WEIR-2012",
                            Optional.empty(),
                            where,
                            "is a broken plugin and is left out: " + cause));
        }

        Catalog catalog() {
            return new Catalog(processors, connections, problems);
        }
    }
}
