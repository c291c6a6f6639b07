package dev.weir.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

class BatchPickTest {

    @Test
    void picksRowsInAnyOrderAndRepeatsThem() {
        try (var memory = new RootAllocator();
                var names = names(memory, "a", "bb", "ccc");
                var read = names.from(new Origin.Read("names.csv", 1));
                var picked = read.pick(new int[] {2, 0, 2})) {
            assertEquals(List.of("ccc", "a", "ccc"), text(picked));
            var origin = assertInstanceOf(Origin.Picked.class, picked.origin());
            assertEquals(2, origin.rows().at(0));
            assertEquals(0, origin.rows().at(1));
        }
    }

    @Test
    void keepsTheWayBackWhenItPicksFromWhatWasSelected() {
        try (var memory = new RootAllocator();
                var names = names(memory, "a", "bb", "ccc", "d");
                var read = names.from(new Origin.Read("names.csv", 1));
                var odd = read.only(Selection.of(new int[] {1, 3}, 2, 4));
                var picked = odd.pick(new int[] {1, 1, 0})) {
            assertEquals(List.of("d", "d", "bb"), text(picked));
            var origin = assertInstanceOf(Origin.Picked.class, picked.origin());
            assertEquals(new Origin.Read("names.csv", 1), origin.of());
            assertEquals(3, origin.rows().at(1));
            assertEquals(1, origin.rows().at(2));
        }
    }

    @Test
    void refusesARowThatIsNotThere() {
        try (var memory = new RootAllocator();
                var names = names(memory, "a")) {
            assertThrows(IndexOutOfBoundsException.class, () -> names.pick(new int[] {1}));
        }
    }

    @Test
    void standsBesideAnotherBatchAndSharesItsColumns() {
        try (var memory = new RootAllocator();
                var ids = ids(memory, 1, 2);
                var names = names(memory, "a", "b");
                var both = ids.beside(names)) {
            ids.close();
            names.close();
            assertEquals(
                    List.of("id", "name"),
                    both.schema().getFields().stream().map(f -> f.getName()).toList());
            assertEquals(2, ((BigIntVector) both.vector("id")).get(1));
            assertInstanceOf(Origin.Joined.class, both.origin());
        }
    }

    private static Batch ids(RootAllocator memory, long... values) {
        var vector = new BigIntVector("id", memory);
        vector.allocateNew(values.length);
        for (int row = 0; row < values.length; row++) {
            vector.set(row, values[row]);
        }
        vector.setValueCount(values.length);
        return Batch.of(new Schema(List.of(vector.getField())), List.of(vector), values.length);
    }

    private static Batch names(RootAllocator memory, String... values) {
        var vector = new VarCharVector("name", memory);
        vector.allocateNew();
        for (int row = 0; row < values.length; row++) {
            vector.setSafe(row, values[row].getBytes(StandardCharsets.UTF_8));
        }
        vector.setValueCount(values.length);
        return Batch.of(new Schema(List.of(vector.getField())), List.of(vector), values.length);
    }

    private static List<String> text(Batch batch) {
        var all = new ArrayList<String>();
        for (int row = 0; row < batch.rows(); row++) {
            all.add(String.valueOf(batch.vector(0).getObject(row)));
        }
        return all;
    }
}
