package dev.weir.processors.files.column;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * Lists, structs and maps, from JSON. Each value is taken apart into the cells of its children,
 * whose builders are those of columns: so a value within a list is read and refused as one of a
 * column is. Escapes of the format are those around the JSON as a whole; within it there are
 * JSON's.
 */
final class NestedColumn extends ColumnBuilder {

    private static final JsonFactory JSON = new JsonFactory();

    private final List<ColumnBuilder> children = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final ArrowType type;
    private final Escapes escapes;
    private int[] ends = new int[1024];
    private int length;

    NestedColumn(Field field, Escapes escapes) {
        super(field);
        type = field.getType();
        this.escapes = escapes;
        Field parent = type instanceof ArrowType.Map ? field.getChildren().getFirst() : field;
        for (Field child : parent.getChildren()) {
            children.add(ColumnBuilder.of(child, new JsonEscapes()));
            names.add(child.getName());
        }
    }

    @Override
    public void append(byte[] text, long[] cells, int from, int count, CellErrors errors) {
        for (int i = 0; i < count; i++) {
            long cell = cells[from + i];
            reserve(1);
            int row = i;
            if (Cells.start(cell) == Cells.end(cell)) {
                none();
            } else {
                cell(text, cell, reason -> errors.add(row, reason));
            }
            rows++;
        }
    }

    private void cell(byte[] text, long cell, Reasons reasons) {
        int start = Cells.start(cell);
        int end = Cells.end(cell);
        byte[] json = text;
        if (Cells.isEscaped(cell)) {
            json = new byte[end - start];
            end = escapes.resolve(text, start, end, json, 0);
            start = 0;
        }
        if (end < 0) {
            none();
            reasons.add("has a wrong escape");
            return;
        }
        try {
            value(json, start, end, reasons);
        } catch (JsonProcessingException e) {
            none();
            reasons.add("is not valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Reasons {
        void add(String reason);
    }

    private void none() {
        setNull(rows);
        if (type instanceof ArrowType.Struct) {
            children.forEach(child -> child.append(NOTHING, NO_CELL, 0, 1, (_, _) -> {}));
        } else {
            end();
        }
    }

    private void end() {
        if (ends.length < rows + 2) {
            ends = java.util.Arrays.copyOf(ends, rows * 2 + 2);
        }
        ends[rows + 1] = length;
    }

    /** Fails before anything is added, or adds one value. */
    private void value(byte[] text, int from, int to, Reasons reasons) throws IOException {
        try (JsonParser parser = JSON.createParser(text, from, to - from)) {
            JsonToken first = parser.nextToken();
            JsonToken wanted =
                    type instanceof ArrowType.List ? JsonToken.START_ARRAY : JsonToken.START_OBJECT;
            if (first != wanted) {
                none();
                reasons.add(wanted == JsonToken.START_ARRAY ? "is not a list" : "is not an object");
                return;
            }
            var parts = new ArrayList<Part>();
            while (parser.nextToken() != JsonToken.END_ARRAY
                    && parser.currentToken() != JsonToken.END_OBJECT) {
                String name = "";
                if (parser.currentToken() == JsonToken.FIELD_NAME) {
                    name = parser.currentName();
                    parser.nextToken();
                }
                parts.add(new Part(name, raw(parser, text, from)));
            }
            if (parser.nextToken() != null) {
                none();
                reasons.add("has something behind it");
                return;
            }
            add(parts, reasons);
        }
    }

    /**
     * @param json the value in JSON; null for null
     */
    private record Part(String name, byte @Nullable [] json) {}

    /** The value that the parser stands at, as JSON. */
    private static byte @Nullable [] raw(JsonParser parser, byte[] text, int from)
            throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
        } else {
            parser.getText();
        }
        int end = (int) parser.currentLocation().getByteOffset();
        return java.util.Arrays.copyOfRange(text, from + start, from + end);
    }

    private void add(List<Part> parts, Reasons reasons) {
        CellErrors errors = (_, reason) -> reasons.add("has a value in it that " + reason);
        switch (type) {
            case ArrowType.Struct _ -> {
                Map<String, Part> byName = new LinkedHashMap<>();
                parts.forEach(part -> byName.put(part.name, part));
                for (int child = 0; child < names.size(); child++) {
                    var part = byName.get(names.get(child));
                    append(children.get(child), part == null ? null : part.json, errors);
                }
                end();
            }
            case ArrowType.Map _ -> {
                for (Part part : parts) {
                    byte[] key = part.name.getBytes(StandardCharsets.UTF_8);
                    appendCell(children.get(0), key, errors);
                    append(children.get(1), part.json, errors);
                }
                length += parts.size();
                end();
            }
            default -> {
                for (Part part : parts) {
                    append(children.getFirst(), part.json, errors);
                }
                length += parts.size();
                end();
            }
        }
    }

    private static void append(ColumnBuilder child, byte @Nullable [] json, CellErrors errors) {
        if (json == null) {
            child.append(NOTHING, NO_CELL, 0, 1, errors);
            return;
        }
        byte[] padded = padded(json);
        int start = Cells.PADDING;
        int end = start + json.length;
        long cell = Cells.of(start, end);
        if (json[0] == '"') {
            boolean escaped = new String(json, StandardCharsets.ISO_8859_1).indexOf('\\') >= 0;
            cell = Cells.quoted(start + 1, end - 1, escaped);
        }
        child.append(padded, new long[] {cell}, 0, 1, errors);
    }

    private static void appendCell(ColumnBuilder child, byte[] plain, CellErrors errors) {
        int start = Cells.PADDING;
        long cell = Cells.quoted(start, start + plain.length, false);
        child.append(padded(plain), new long[] {cell}, 0, 1, errors);
    }

    private static byte[] padded(byte[] text) {
        byte[] padded = new byte[text.length + 2 * Cells.PADDING];
        System.arraycopy(text, 0, padded, Cells.PADDING, text.length);
        return padded;
    }

    private static final byte[] NOTHING = new byte[2 * Cells.PADDING];
    private static final long[] NO_CELL = {Cells.MISSING};

    @Override
    public long bytes() {
        long bytes = rows * 4L;
        for (ColumnBuilder child : children) {
            bytes += child.bytes();
        }
        return bytes;
    }

    @Override
    void addBuffers(BufferAllocator allocator, List<ArrowBuf> buffers) {
        if (!(type instanceof ArrowType.Struct)) {
            buffers.add(copied(allocator, ends, rows + 1));
        }
    }

    @Override
    void addChildren(FieldVector vector) {
        if (type instanceof ArrowType.Map) {
            FieldVector entries = vector.getChildrenFromFields().getFirst();
            loadStruct(entries, length);
        }
        List<FieldVector> targets =
                type instanceof ArrowType.Map
                        ? vector.getChildrenFromFields().getFirst().getChildrenFromFields()
                        : vector.getChildrenFromFields();
        for (int child = 0; child < targets.size(); child++) {
            children.get(child).load(targets.get(child));
        }
    }

    @Override
    public void clear() {
        super.clear();
        length = 0;
        children.forEach(ColumnBuilder::clear);
    }
}
