package dev.weir.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.api.ColumnType;
import dev.weir.api.Columns;
import dev.weir.api.WireSchema;
import dev.weir.core.plan.PortRef;
import dev.weir.core.run.FlowState;
import dev.weir.core.run.Outcome;
import dev.weir.core.run.RunningFlow;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.vector.types.pojo.Field;

/** Flows, columns and counters as the API shows them. */
final class FlowJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private FlowJson() {}

    /** A flow without its counters. */
    static ObjectNode summary(DeployedFlows.Known known) {
        var node = MAPPER.createObjectNode();
        node.put("name", known.stored().name())
                .put("version", String.valueOf(known.stored().deployment()));
        known.flow().ifPresent(flow -> node.put("title", flow.title()));
        node.put("state", known.running().map(running -> state(running.state())).orElse("stopped"));
        known.running().ifPresent(running -> failure(running, node));
        known.hindrance().ifPresent(why -> node.put("message", "was not started again: " + why));
        return node;
    }

    /** A flow with everything that is known of it. */
    static ObjectNode whole(DeployedFlows.Known known) throws IOException {
        var node = summary(known);
        if (known.running().isPresent()) {
            counters(known.running().get(), node);
        }
        return node;
    }

    static void counters(RunningFlow running, ObjectNode node) throws IOException {
        node.set("report", MAPPER.readTree(running.report()));
        var wires = node.putArray("wires");
        for (var wire : running.counters().wires()) {
            wires.addObject()
                    .put("from", wire.from().toString())
                    .put("to", wire.to())
                    .put("input", wire.input())
                    .put("rows", wire.rows())
                    .put("queuedRows", wire.queuedRows())
                    .put("queuedBytes", wire.queuedBytes())
                    .put("full", wire.full());
        }
        var bulletins = node.putArray("bulletins");
        for (var bulletin : running.bulletins()) {
            bulletins
                    .addObject()
                    .put("time", bulletin.time().toString())
                    .put("severity", bulletin.severity().name().toLowerCase(Locale.ROOT))
                    .put("processor", bulletin.processor())
                    .put("code", bulletin.code())
                    .put("message", bulletin.message());
        }
    }

    static String state(FlowState state) {
        return switch (state) {
            case STARTING -> "starting";
            case RUNNING, WAITING -> "running";
            case STOPPING -> "stopping";
            case COMPLETED -> "completed";
            case STOPPED -> "stopped";
            case FAILED -> "failed";
        };
    }

    private static void failure(RunningFlow running, ObjectNode node) {
        if (running.state() == FlowState.FAILED) {
            // A flow that has ended calls back at once.
            var outcome = new AtomicReference<Outcome>();
            running.whenEnded(outcome::set);
            var ended = outcome.get();
            if (ended != null) {
                ended.problem().ifPresent(problem -> node.put("message", problem.text()));
            }
        }
    }

    static void port(ArrayNode ports, PortRef port, WireSchema schema) {
        var node = ports.addObject();
        node.put("processor", port.processor()).put("port", port.port());
        node.set("columns", columns(schema));
    }

    /** The columns; of a family those of all its tables, named {@code table.column}. */
    static ArrayNode columns(WireSchema schema) {
        var list = MAPPER.createArrayNode();
        switch (schema) {
            case WireSchema.Single(var single) ->
                    single.getFields().forEach(field -> column(list, field.getName(), field));
            case WireSchema.Family(var tables) ->
                    tables.forEach((table, fields) ->
                            fields.getFields()
                                    .forEach(field ->
                                            column(list, table + "." + field.getName(), field)));
        }
        return list;
    }

    private static void column(ArrayNode list, String name, Field field) {
        var node = list.addObject().put("name", name).put("type", ColumnType.name(field));
        if (Columns.isSensitive(field)) {
            node.put("sensitive", true);
        }
    }
}
