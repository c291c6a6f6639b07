package dev.weir.core.plan;

import dev.weir.api.WireSchema;
import dev.weir.core.file.Flow;
import dev.weir.core.file.FlowTest;
import dev.weir.core.file.MapNode;
import dev.weir.core.problem.Problems;
import dev.weir.core.problem.Suggestions;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Schema;

/** Checks that the tests of a flow speak of ports and columns that exist. */
record TestChecks(
        Map<String, Candidate> candidates, Map<PortRef, WireSchema> schemas, Problems problems) {

    void check(Flow flow) {
        for (FlowTest test : flow.tests().values()) {
            check(test, "given", test.given());
            check(test, "expect", test.expect());
        }
    }

    private void check(FlowTest test, String part, Map<String, List<MapNode>> ports) {
        ports.forEach((name, rows) -> {
            String path = "tests." + test.name() + "." + part + "." + name;
            PortRef port = PortRef.parse(name);
            if (exists(test, port, path)
                    && schemas.get(port) instanceof WireSchema.Single(Schema schema)) {
                for (int i = 0; i < rows.size(); i++) {
                    columns(rows.get(i), schema, path + "[" + i + "]");
                }
            }
        });
    }

    private boolean exists(FlowTest test, PortRef port, String path) {
        Candidate candidate = candidates.get(port.processor());
        if (candidate == null) {
            problems.error(
                    "WEIR-3014",
                    test.mark(),
                    path,
                    "there is no processor '%s'%s"
                            .formatted(
                                    port.processor(),
                                    Suggestions.didYouMean(port.processor(), candidates.keySet())));
            return false;
        }
        var outputs = candidate.outputs();
        if (outputs.isPresent() && !outputs.get().contains(port.port())) {
            problems.error(
                    "WEIR-3014",
                    test.mark(),
                    path,
                    "%s has no output '%s'%s"
                            .formatted(
                                    port.processor(),
                                    port.port(),
                                    Suggestions.didYouMean(port.port(), outputs.get())));
            return false;
        }
        return true;
    }

    private void columns(MapNode row, Schema schema, String path) {
        for (var entry : row.entries()) {
            if (schema.getFields().stream().noneMatch(f -> f.getName().equals(entry.name()))) {
                problems.error(
                        "WEIR-3009",
                        entry.key().mark(),
                        path,
                        Design.noColumn(schema, entry.name()));
            }
        }
    }
}
