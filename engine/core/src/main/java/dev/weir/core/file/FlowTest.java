package dev.weir.core.file;

import dev.weir.core.problem.Mark;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A test inside a flow file.
 *
 * @param given rows that replace the output of a processor ({@code key} or {@code key.port})
 * @param expect rows that a port must give, order ignored; only the columns that are named count
 */
public record FlowTest(
        String name,
        Map<String, List<MapNode>> given,
        Map<String, List<MapNode>> expect,
        Mark mark) {
    public FlowTest {
        given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
        expect = Collections.unmodifiableMap(new LinkedHashMap<>(expect));
    }
}
