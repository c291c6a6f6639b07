package dev.weir.core.file;

import java.util.ArrayList;
import java.util.List;

/**
 * Adds and removes wires, in whichever of its forms {@code from} is written.
 *
 * @param text a whole flow file
 */
record WireEdits(String text) {
    private static final String INPUT = "input";
    private static final SettingPath FROM = SettingPath.of("from");

    /** A wire as a reader has it. */
    record Wire(String port, String reader, String input) {}

    /** All wires that read a processor. */
    List<Wire> readersOf(String key) {
        var wires = new ArrayList<Wire>();
        if (edit().find(SettingPath.of("processors")).orElse(null) instanceof MapNode processors) {
            for (var reader : processors.entries()) {
                var from =
                        reader.value() instanceof MapNode map ? map.get("from").orElse(null) : null;
                if (from instanceof MapNode inputs && inputs.get("wire").isEmpty()) {
                    for (var entry : inputs.entries()) {
                        collect(entry.value(), key, reader.name(), entry.name(), wires);
                    }
                } else if (from != null) {
                    collect(from, key, reader.name(), INPUT, wires);
                }
            }
        }
        return wires;
    }

    private static void collect(
            YamlNode node, String key, String reader, String input, List<Wire> wires) {
        if (node instanceof ListNode(_, _, List<YamlNode> items)) {
            items.forEach(item -> collect(item, key, reader, input, wires));
            return;
        }
        String port = port(node);
        if (port.equals(key) || port.startsWith(key + ".")) {
            wires.add(new Wire(port, reader, input));
        }
    }

    FlowText connect(String fromPort, String key, String input) {
        var flow = FlowText.of(text);
        var from = edit().find(SettingPath.of("processors", key, "from"));
        if (from.isEmpty() || from.get() instanceof ScalarNode s && s.isNull()) {
            String wire =
                    input.equals(INPUT) ? fromPort : "{" + named(input) + ": " + fromPort + "}";
            return from.isEmpty()
                    ? flow.insertAfterType(key, "from", wire)
                    : flow.set(key, "from", wire);
        }
        boolean named = from.get() instanceof MapNode map && map.get("wire").isEmpty();
        if (!named && !input.equals(INPUT)) {
            String inputs =
                    "{%s: %s, %s: %s}"
                            .formatted(INPUT, YamlText.inFlow(from.get()), named(input), fromPort);
            return flow.set(key, "from", inputs);
        }
        SettingPath path = named ? FROM.key(input) : FROM;
        var there = named ? ((MapNode) from.get()).get(input) : from;
        if (there.isEmpty()) {
            return flow.set(key, path, fromPort);
        }
        return switch (there.get()) {
            case ListNode list when indexOf(list, fromPort) >= 0 -> flow;
            case ListNode list -> flow.append(key, path, fromPort);
            case YamlNode one when port(one).equals(port(fromPort)) -> flow;
            case YamlNode one ->
                    flow.set(key, path, "[" + YamlText.inFlow(one) + ", " + fromPort + "]");
        };
    }

    FlowText disconnect(String fromPort, String key, String input) {
        var flow = FlowText.of(text);
        var from = edit().find(SettingPath.of("processors", key, "from")).orElse(null);
        if (from == null) {
            return flow;
        }
        boolean named = from instanceof MapNode map && map.get("wire").isEmpty();
        if (!named && !input.equals(INPUT)) {
            return flow;
        }
        SettingPath path = named ? FROM.key(input) : FROM;
        YamlNode there = named ? ((MapNode) from).get(input).orElse(null) : from;
        return switch (there) {
            case null -> flow;
            case ListNode list when indexOf(list, fromPort) < 0 -> flow;
            case ListNode list when list.items().size() == 2 && new TextPlaces(text).isFlow(list) ->
                    flow.set(
                            key,
                            path,
                            YamlText.inFlow(list.items().get(1 - indexOf(list, fromPort))));
            case ListNode list -> flow.unset(key, path.item(indexOf(list, fromPort)));
            case YamlNode one when port(one).equals(port(fromPort)) -> flow.unset(key, path);
            case YamlNode _ -> flow;
        };
    }

    private static String named(String input) {
        return YamlText.plainInFlow(input);
    }

    private static int indexOf(ListNode list, String fromPort) {
        for (int i = 0; i < list.items().size(); i++) {
            if (port(list.items().get(i)).equals(port(fromPort))) {
                return i;
            }
        }
        return -1;
    }

    /** What a wire reads, as {@code key} or {@code key.port}; empty if it is not a wire. */
    static String port(YamlNode wire) {
        return switch (wire) {
            case ScalarNode scalar -> port(scalar.raw());
            case MapNode map ->
                    map.get("wire").orElse(null) instanceof ScalarNode s ? port(s.raw()) : "";
            case ListNode _ -> "";
        };
    }

    private static String port(String text) {
        return text.endsWith(".out") ? text.substring(0, text.length() - 4) : text;
    }

    private SettingEdit edit() {
        return new SettingEdit(text);
    }
}
