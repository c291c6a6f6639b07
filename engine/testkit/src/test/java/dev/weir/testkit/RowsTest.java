package dev.weir.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

class RowsTest {

    @Test
    void goThroughABatchUnchanged() {
        var rows =
                Rows.of(
                        """
                        b bool, i8 int8, i64 int64, u8 uint8, u32 uint32, u64 uint64, f float32,
                        d float64, m decimal(10,2), s utf8, x binary, day date, t time, ts timestamp,
                        z timestamp(UTC), l list<int32>, st struct<a: utf8, b: int64>,
                        mp map<utf8, float64>\
                        """,
                        """
                        [true, -128, 9223372036854775807, 255, 4294967295, 18446744073709551615, 1.5,
                         -0.1, 12.5, 'Zoë 🐟', 'AQI=', '2026-01-31', '23:59:59.000001',
                         '1969-12-31T23:59:59.5', '2026-01-01T00:00:00Z', [1, null, 3],
                         {a: 'x', b: null}, {k: 0.5}]\
                        """,
                        "{f: 'NaN', d: '-Infinity', l: [], mp: {}, s: ''}",
                        "{}");

        try (var memory = new RootAllocator();
                var batch = rows.batch(memory)) {
            assertEquals(rows, Rows.of(batch));
            assertEquals(3, batch.rows());
        }
    }

    @Test
    void arePrintedAsTheyAreWritten() {
        var rows = Rows.of("id int64, price decimal(6,2)", "[1, 2.5]", "{id: 2}");

        assertEquals("id int64, price decimal(6,2)\n[1, 2.50]\n[2, null]", rows.toString());
    }

    @Test
    void refuseWhatIsNoValueOfTheColumn() {
        assertThrows(IllegalArgumentException.class, () -> Rows.of("id int64", "['x']"));
        assertThrows(IllegalArgumentException.class, () -> Rows.of("id int64", "[1.5]"));
        assertThrows(IllegalArgumentException.class, () -> Rows.of("id int64", "[1, 2]"));
        assertThrows(IllegalArgumentException.class, () -> Rows.of("id int64", "{ident: 1}"));
        assertThrows(IllegalArgumentException.class, () -> Rows.of("p decimal(4,1)", "[1.25]"));
    }
}
