package dev.weir.core.plan;

import dev.weir.core.file.Flow;
import dev.weir.core.file.ListNode;
import dev.weir.core.file.MapNode;
import dev.weir.core.file.Node;
import dev.weir.core.file.ScalarNode;
import dev.weir.core.file.WireRef;
import dev.weir.core.file.YamlNode;
import dev.weir.core.spec.BindScope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * Hashes what a flow does, and nothing else: not its comments, titles, tests, spelling of quotes or
 * order of processors, nor what may change between two starts (buffers, memory, checkpoint time).
 */
final class Versions {
    private final BindScope scope;

    Versions(BindScope scope) {
        this.scope = scope;
    }

    FlowVersion of(Flow flow) {
        var processors = new TreeMap<String, String>();
        flow.processors().forEach((key, node) -> processors.put(key, hash(text(node))));
        String settings = hash(flow.run().mode() + "\n" + flow.run().delivery());
        return new FlowVersion(hash(settings + processors), processors, settings);
    }

    private String text(Node node) {
        var text = new StringBuilder();
        text.append(node.type()).append(node.major()).append(node.parallel());
        node.inputs()
                .forEach((input, wires) -> {
                    quote(text, input);
                    for (WireRef wire : wires) {
                        quote(text, wire.processor() + "." + wire.port());
                        quote(text, wire.partition() + " " + wire.durable());
                    }
                });
        append(text, node.settings());
        return text.toString();
    }

    private void append(StringBuilder text, YamlNode node) {
        switch (node) {
            case ScalarNode scalar -> quote(text, scope.canonical(scalar.raw()));
            case ListNode(_, _, List<YamlNode> items) -> {
                text.append('[');
                items.forEach(item -> append(text, item));
                text.append(']');
            }
            case MapNode map -> {
                text.append('{');
                for (var entry : map.entries()) {
                    quote(text, entry.name());
                    append(text, entry.value());
                }
                text.append('}');
            }
        }
    }

    /** Length first, so that no two contents give the same text. */
    private static void quote(StringBuilder text, String value) {
        text.append(value.length()).append(':').append(value);
    }

    private static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
