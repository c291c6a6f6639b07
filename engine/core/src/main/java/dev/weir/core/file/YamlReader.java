package dev.weir.core.file;

import dev.weir.core.file.YamlNode.Span;
import dev.weir.core.problem.Mark;
import dev.weir.core.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Turns the parser's events into nodes. After a syntax error the nodes that were being read are
 * closed, so that a half-typed file still gives what stands above the error.
 */
final class YamlReader {
    static final int LONGEST = 4 << 20;
    static final int DEEPEST = 50;
    static final int MOST_NODES = 100_000;

    private final String text;
    private final Lines lines;
    private final ValueBounds bounds;
    private final Problems problems;
    private final ParserImpl parser;
    private final Map<String, Sized> anchors = new HashMap<>();
    private int nodes;
    private boolean broken;

    /** A node that aliases may repeat, and how many nodes that is. */
    private record Sized(YamlNode node, int nodes) {}

    /** Ends reading where nothing sensible can follow; the problem has been noted. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable() {
            super(null, null, false, false);
        }
    }

    YamlReader(String text, String file, Problems problems) {
        this.text = text;
        this.lines = new Lines(file, text);
        this.bounds = new ValueBounds(text);
        this.problems = problems;
        var options = new LoaderOptions();
        options.setCodePointLimit(LONGEST);
        this.parser = new ParserImpl(new StreamReader(text), options);
    }

    Optional<YamlNode> read() {
        if (text.length() > LONGEST) {
            limit(0, "the file is longer than 4 MiB");
            return Optional.empty();
        }
        YamlNode root = null;
        try {
            for (Event event = next(); !(event instanceof StreamEndEvent); event = next()) {
                if (event instanceof NodeEvent) {
                    if (root != null) {
                        problems.error(
                                "WEIR-1010",
                                mark(event),
                                "",
                                "a second document begins here; a file holds one");
                        break;
                    }
                    root = node(event, 0, "");
                }
            }
        } catch (Unreadable e) {
            // The problem is noted; there is no root to give.
        }
        return Optional.ofNullable(root);
    }

    /** The next event; a syntax error is noted once and then ends every open collection. */
    private Event next() {
        if (broken) {
            return new StreamEndEvent(null, null);
        }
        try {
            return parser.getEvent();
        } catch (MarkedYAMLException e) {
            var where = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            int offset = where == null ? 0 : lines.offset(where.getIndex());
            String context = e.getContext() == null ? "" : " " + e.getContext();
            problems.error(
                    "WEIR-1001",
                    lines.mark(Math.min(offset, text.length())),
                    "",
                    "this is not valid YAML" + context + ": " + e.getProblem());
        } catch (ReaderException e) {
            problems.error(
                    "WEIR-1001",
                    lines.mark(lines.offset(Math.min(e.getPosition(), text.length()))),
                    "",
                    "this is not valid YAML: the character U+%04X is not allowed"
                            .formatted(e.getCodePoint()));
        } catch (YAMLException e) {
            problems.error(
                    "WEIR-1001", lines.mark(0), "", "this is not valid YAML: " + e.getMessage());
        }
        broken = true;
        return new StreamEndEvent(null, null);
    }

    private YamlNode node(Event event, int depth, String path) {
        if (depth > DEEPEST) {
            limit(start(event), "values are nested more than " + DEEPEST + " deep");
            throw new Unreadable();
        }
        count(1, event);
        int before = nodes;
        YamlNode node =
                switch (event) {
                    case ScalarEvent scalar -> scalar(scalar);
                    case SequenceStartEvent list -> list(list, depth, path);
                    case MappingStartEvent map -> map(map, depth, path);
                    case AliasEvent alias -> alias(alias);
                    default -> throw new IllegalStateException("unexpected " + event);
                };
        String anchor = event instanceof NodeEvent named ? named.getAnchor() : null;
        if (anchor != null && !(event instanceof AliasEvent)) {
            anchors.put(anchor, new Sized(node, nodes - before + 1));
        }
        return node;
    }

    private ScalarNode scalar(ScalarEvent event) {
        refuseTag(event, event.getTag());
        var style =
                switch (event.getScalarStyle()) {
                    case SINGLE_QUOTED -> ScalarNode.Style.SINGLE_QUOTED;
                    case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> ScalarNode.Style.DOUBLE_QUOTED;
                    case LITERAL -> ScalarNode.Style.LITERAL;
                    case FOLDED -> ScalarNode.Style.FOLDED;
                    case PLAIN -> ScalarNode.Style.PLAIN;
                };
        int end = lines.offset(event.getEndMark().getIndex());
        int start = Math.min(content(event), end);
        if (style == ScalarNode.Style.LITERAL) {
            end = bounds.literalEnd(start, end, event.getValue());
        } else if (style == ScalarNode.Style.FOLDED) {
            // The parser counts the blank lines that follow.
            end = start + text.substring(start, end).stripTrailing().length();
        }
        String source = text.substring(start, end);
        return new ScalarNode(
                lines.mark(start), new Span(start, end), event.getValue(), style, source);
    }

    private ListNode list(SequenceStartEvent start, int depth, String path) {
        refuseTag(start, start.getTag());
        var items = new ArrayList<YamlNode>();
        Event event = next();
        while (event instanceof NodeEvent) {
            items.add(node(event, depth + 1, path + "[" + items.size() + "]"));
            event = next();
        }
        int from = content(start);
        int last = items.isEmpty() ? from : items.getLast().span().end();
        int end = event instanceof SequenceEndEvent ? end(start.isFlow(), event, last) : last;
        return new ListNode(lines.mark(from), new Span(from, Math.max(from, end)), items);
    }

    private MapNode map(MappingStartEvent start, int depth, String path) {
        refuseTag(start, start.getTag());
        var entries = new LinkedHashMap<String, MapNode.Entry>();
        int from = content(start);
        int last = from;
        Event event = next();
        while (event instanceof NodeEvent) {
            YamlNode key = node(event, depth + 1, path);
            event = next();
            if (!(event instanceof NodeEvent)) {
                break;
            }
            String where =
                    key instanceof ScalarNode(_, _, String raw, _, _) ? join(path, raw) : path;
            YamlNode value = node(event, depth + 1, where);
            last = Math.max(last, Math.max(key.span().end(), value.span().end()));
            entry(entries, key, value, where);
            event = next();
        }
        int end = event instanceof MappingEndEvent ? end(start.isFlow(), event, last) : last;
        return new MapNode(lines.mark(from), new Span(from, end), List.copyOf(entries.values()));
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private void entry(
            Map<String, MapNode.Entry> entries, YamlNode key, YamlNode value, String path) {
        if (!(key instanceof ScalarNode name)) {
            problems.error("WEIR-1010", key.mark(), "", "a key must be a single word or text");
            return;
        }
        var first = entries.get(name.raw());
        if (first != null) {
            problems.error(
                    "WEIR-1002",
                    name.mark(),
                    path,
                    "stands here a second time; the first is in line " + first.key().mark().line());
            return;
        }
        entries.put(name.raw(), new MapNode.Entry(name, value));
    }

    private YamlNode alias(AliasEvent event) {
        Sized sized = anchors.get(event.getAnchor());
        if (sized == null) {
            problems.error(
                    "WEIR-1001",
                    mark(event),
                    "",
                    "there is no anchor &%s above this alias".formatted(event.getAnchor()));
            throw new Unreadable();
        }
        count(sized.nodes(), event);
        int start = start(event);
        var span = new Span(start, lines.offset(event.getEndMark().getIndex()));
        return switch (sized.node()) {
            case ScalarNode(_, _, String raw, ScalarNode.Style style, _) ->
                    new ScalarNode(
                            mark(event),
                            span,
                            raw,
                            style,
                            text.substring(span.start(), span.end()));
            case ListNode(_, _, List<YamlNode> items) -> new ListNode(mark(event), span, items);
            case MapNode(_, _, List<MapNode.Entry> entries) ->
                    new MapNode(mark(event), span, entries);
        };
    }

    private void refuseTag(Event event, @Nullable String tag) {
        if (tag != null && !tag.equals("!")) {
            problems.error(
                    "WEIR-1010",
                    mark(event),
                    "",
                    "the tag %s is not allowed; what a value is follows from its place"
                            .formatted(tag));
        }
    }

    private void count(int more, Event event) {
        nodes += more;
        if (nodes > MOST_NODES) {
            limit(start(event), "there are more than 100,000 values, aliases counted");
            throw new Unreadable();
        }
    }

    private void limit(int offset, String message) {
        problems.error("WEIR-1003", lines.mark(offset), "", message);
    }

    /**
     * A block collection ends with its last value, not, as the parser says, where the next begins.
     */
    private int end(boolean flow, Event event, int last) {
        return flow ? lines.offset(event.getEndMark().getIndex()) : last;
    }

    /** Where a value begins, behind its anchor. */
    private int content(NodeEvent event) {
        int start = start(event);
        return event.getAnchor() == null ? start : bounds.content(start);
    }

    private int start(Event event) {
        return lines.offset(event.getStartMark().getIndex());
    }

    private Mark mark(Event event) {
        return lines.mark(start(event));
    }
}
