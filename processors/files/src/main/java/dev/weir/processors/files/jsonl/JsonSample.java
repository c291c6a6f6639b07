package dev.weir.processors.files.jsonl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.api.ColumnType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * The types that the first lines of a file suggest. What differs from line to line becomes text;
 * text stays text, even where it looks like a date.
 */
final class JsonSample {

    private static final JsonFactory JSON = new JsonFactory();

    /** What was seen at one place. */
    private sealed interface Seen {
        record Nothing() implements Seen {}

        record Bool() implements Seen {}

        record Whole() implements Seen {}

        record Real() implements Seen {}

        record Text() implements Seen {}

        record Items(Seen item) implements Seen {}

        record Keys(Map<String, Seen> keys) implements Seen {}
    }

    private static final Seen NOTHING = new Seen.Nothing();

    private Seen.Keys seen = new Seen.Keys(new LinkedHashMap<>());

    /** Looks at one more line; one that is no JSON object is left out. */
    void add(String line) {
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() == JsonToken.START_OBJECT
                    && merged(seen, value(parser)) instanceof Seen.Keys keys) {
                seen = keys;
            }
        } catch (IOException e) {
            // A bad line tells nothing; the run will reject it.
        }
    }

    List<Field> fields() {
        var fields = new ArrayList<Field>();
        seen.keys.forEach((name, at) -> fields.add(field(name, at)));
        return fields;
    }

    private static Seen value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_TRUE, VALUE_FALSE -> new Seen.Bool();
            case VALUE_NUMBER_INT ->
                    parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                            ? new Seen.Real()
                            : new Seen.Whole();
            case VALUE_NUMBER_FLOAT -> new Seen.Real();
            case VALUE_STRING -> new Seen.Text();
            case START_ARRAY -> {
                Seen item = NOTHING;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    item = merged(item, value(parser));
                }
                yield new Seen.Items(item);
            }
            case START_OBJECT -> {
                var keys = new LinkedHashMap<String, Seen>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    keys.put(key, value(parser));
                }
                yield new Seen.Keys(keys);
            }
            default -> NOTHING;
        };
    }

    private static Seen merged(Seen a, Seen b) {
        if (a.equals(b) || b instanceof Seen.Nothing) {
            return a;
        }
        if (a instanceof Seen.Nothing) {
            return b;
        }
        if (a instanceof Seen.Items(Seen one) && b instanceof Seen.Items(Seen other)) {
            return new Seen.Items(merged(one, other));
        }
        if (a instanceof Seen.Keys(var some) && b instanceof Seen.Keys(var more)) {
            var all = new LinkedHashMap<>(some);
            more.forEach((key, at) -> all.merge(key, at, JsonSample::merged));
            return new Seen.Keys(all);
        }
        boolean numbers =
                (a instanceof Seen.Whole || a instanceof Seen.Real)
                        && (b instanceof Seen.Whole || b instanceof Seen.Real);
        return numbers ? new Seen.Real() : new Seen.Text();
    }

    private static Field field(String name, Seen at) {
        return switch (at) {
            case Seen.Bool _ -> ColumnType.parse("bool").field(name);
            case Seen.Whole _ -> ColumnType.parse("int64").field(name);
            case Seen.Real _ -> ColumnType.parse("float64").field(name);
            case Seen.Items(Seen item) ->
                    new Field(
                            name,
                            FieldType.nullable(ArrowType.List.INSTANCE),
                            List.of(field("item", item)));
            case Seen.Keys(var keys) when !keys.isEmpty() -> {
                var children = new ArrayList<Field>();
                keys.forEach((key, child) -> children.add(field(key, child)));
                yield new Field(name, FieldType.nullable(ArrowType.Struct.INSTANCE), children);
            }
            case Seen.Keys _, Seen.Text _, Seen.Nothing _ -> ColumnType.parse("utf8").field(name);
        };
    }
}
