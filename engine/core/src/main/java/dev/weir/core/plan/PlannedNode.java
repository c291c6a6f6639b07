package dev.weir.core.plan;

import dev.weir.api.InputPort;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.core.file.Node;
import dev.weir.core.spec.ProcessorSpec;
import java.util.List;

/**
 * A processor that is ready to be started.
 *
 * @param inputPorts its inputs, of which each is wired
 * @param outputPorts its outputs, read or not
 * @param inputs schemas of the inputs
 * @param outputs schemas of the outputs
 */
public record PlannedNode(
        Node node,
        ProcessorSpec spec,
        Processor processor,
        List<InputPort> inputPorts,
        List<String> outputPorts,
        Inputs inputs,
        Outputs outputs) {
    public PlannedNode {
        inputPorts = List.copyOf(inputPorts);
        outputPorts = List.copyOf(outputPorts);
    }

    public String key() {
        return node.key();
    }
}
