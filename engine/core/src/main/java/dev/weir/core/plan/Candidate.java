package dev.weir.core.plan;

import dev.weir.api.InputPort;
import dev.weir.api.Processor;
import dev.weir.core.file.Node;
import dev.weir.core.spec.ProcessorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A node on its way to be planned.
 *
 * @param spec empty if its type is not installed
 * @param processor empty if its settings are wrong
 * @param outputs its ports as far as they are known; empty means unknown
 */
record Candidate(
        Node node,
        Optional<ProcessorSpec> spec,
        Optional<Processor> processor,
        Optional<List<String>> outputs) {

    String key() {
        return node.key();
    }

    /** Path of a part of the node in problems. */
    String path(String part) {
        return part.isEmpty() ? "processors." + key() : "processors." + key() + "." + part;
    }

    /** The inputs; where the author names them, those that are wired. */
    List<InputPort> inputPorts() {
        List<InputPort> ports =
                processor
                        .map(Processor::inputPorts)
                        .or(() -> spec.map(ProcessorSpec::inputPorts))
                        .orElse(List.of());
        if (!takesAnyInputs(ports)) {
            return ports;
        }
        var named = new ArrayList<InputPort>();
        node.inputs()
                .keySet()
                .forEach(name -> named.add(new InputPort(name, ports.getFirst().whole())));
        return named;
    }

    /** The input that a wire goes into: without a name it is the only one, whatever its name. */
    String inputName(String written) {
        var ports = inputPorts();
        return ports.size() == 1 && written.equals(Processor.INPUT)
                ? ports.getFirst().name()
                : written;
    }

    boolean takesAnyInputs() {
        return takesAnyInputs(processor.map(Processor::inputPorts).orElse(List.of()));
    }

    private static boolean takesAnyInputs(List<InputPort> ports) {
        return ports.size() == 1 && ports.getFirst().name().equals("*");
    }
}
