package com.example.weir.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.InputPort;
import dev.weir.api.Output;
import dev.weir.api.Processor;
import dev.weir.api.Rejections;
import dev.weir.api.Selection;
import dev.weir.api.TransformTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;

/** Reads one JSON text after the other; a row's values stand in one vector a member. */
final class ExtractJsonTask implements TransformTask {
    private final ExtractJson settings;
    private final Context context;
    private final Rejections rejections;
    private final List<String[]> paths;
    private final ObjectMapper mapper = new ObjectMapper();

    ExtractJsonTask(ExtractJson settings, Context context) {
        this.settings = settings;
        this.context = context;
        this.rejections = new Rejections(context);
        this.paths = settings.members().stream().map(member -> member.split("\\.")).toList();
    }

    @Override
    public void process(InputPort input, Batch batch, Output output) throws Exception {
        try (batch) {
            var vectors = new ArrayList<FieldVector>();
            for (String member : settings.members()) {
                var vector = new VarCharVector(member, context.allocator());
                vector.allocateNew(batch.rows());
                vectors.add(vector);
            }
            try {
                var bad = read(batch, vectors);
                for (FieldVector vector : vectors) {
                    vector.setValueCount(batch.rows());
                }
                emit(batch, vectors, bad, output);
            } catch (Exception e) {
                vectors.forEach(FieldVector::close);
                throw e;
            }
        }
        rejections.flush(Processor.ERRORS, output);
    }

    private void emit(Batch batch, List<FieldVector> added, Selection bad, Output output)
            throws InterruptedException {
        var schema = context.outputs().schema(Processor.OUT);
        var all = new ArrayList<FieldVector>(batch.vectors());
        all.addAll(added);
        try (var widened = batch.with(schema, all, added)) {
            output.emit(widened.without(bad));
        }
    }

    private Selection read(Batch batch, List<FieldVector> vectors) throws InterruptedException {
        var texts = (VarCharVector) batch.vector(settings.column().name());
        int[] bad = new int[batch.rows()];
        int count = 0;
        for (int row = 0; row < batch.rows(); row++) {
            if (texts.isNull(row)) {
                continue;
            }
            try {
                JsonNode node = mapper.readTree(texts.get(row));
                for (int i = 0; i < vectors.size(); i++) {
                    pick(node, paths.get(i), (VarCharVector) vectors.get(i), row);
                }
            } catch (IOException e) {
                bad[count++] = row;
                rejections.add(batch, row, "TEXT-1", reason(e), settings.column().name());
            }
        }
        return Selection.of(Arrays.copyOf(bad, count), count, batch.rows());
    }

    private static String reason(IOException problem) {
        return problem instanceof JsonProcessingException json
                ? "not JSON: " + json.getOriginalMessage()
                : "not JSON: " + problem.getMessage();
    }

    private static void pick(JsonNode node, String[] path, VarCharVector vector, int row) {
        JsonNode at = node;
        for (String part : path) {
            at = at.path(part);
        }
        if (!at.isMissingNode() && !at.isNull()) {
            String text = at.isValueNode() ? at.asText() : at.toString();
            vector.setSafe(row, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        rejections.close();
    }
}
