package dev.weir.processors.cdc;

import java.util.Map;
import java.util.TreeMap;

/**
 * Where the capture of a database stands.
 *
 * <p>A cut is a transaction's end: {@code offset} is what the connector wrote down at the last one,
 * and what it goes on from. In a transaction beyond the limit there may be a cut too: its rows up
 * to {@code seq} are covered, and are left out when the connector sends the transaction again from
 * its beginning. Positions in the log alone do not tell rows apart: all rows of one COPY share one.
 *
 * @param version of this record; 1
 * @param offset the connector's own words with their types; empty before the first cut
 * @param tx the transaction that has not ended, or empty text
 * @param seq number of the last row covered in it, from 1
 * @param tables how far the first load of each captured table is
 */
public record CdcPosition(
        int version, Map<String, String> offset, String tx, long seq, Map<String, Load> tables) {

    /** State of the first load of a table. */
    public enum State {
        /** Nothing of it was read. */
        WAITING,
        /** Its rows are being read, and none of them is covered. */
        LOADING,
        /** All its rows as of the position in the log are covered. */
        LOADED
    }

    /**
     * The first load of one table.
     *
     * @param lsn position in the log as of which it was read, where it is loaded; 0 if the rows
     *     from before were not wanted
     */
    public record Load(State state, long lsn) {
        static final Load WAITING = new Load(State.WAITING, 0);
    }

    public CdcPosition {
        if (version != 1) {
            throw new IllegalArgumentException(
                    "the position was written by a newer version of Weir (%d, this one knows 1)"
                            .formatted(version));
        }
        offset = Map.copyOf(offset);
        tables = Map.copyOf(tables);
    }

    /** Says that the slot belongs to this flow, before there is anything in it. */
    static CdcPosition claim() {
        return new CdcPosition(1, Map.of(), "", 0, Map.of());
    }

    /** Whether the connector can go on, and needs no first load. */
    boolean isUnderWay() {
        return !offset.isEmpty() || !tx.isEmpty();
    }

    boolean isInsideTransaction() {
        return !tx.isEmpty();
    }

    /** The offset as the connector knows it. */
    Map<String, Object> connectorOffset() {
        var words = new TreeMap<String, Object>();
        offset.forEach((key, value) -> words.put(key, typed(value)));
        return words;
    }

    /**
     * The connector's offset in a form that outlives JSON, which knows no long. What it says of the
     * open transaction is left out: at a transaction's end there is none.
     */
    static Map<String, String> offset(Map<String, ?> words) {
        var kept = new TreeMap<String, String>();
        words.forEach((key, value) -> {
            if (value != null && !key.startsWith("transaction_")) {
                kept.put(key, text(value));
            }
        });
        return kept;
    }

    private static String text(Object value) {
        return switch (value) {
            case Long whole -> "long:" + whole;
            case Integer whole -> "int:" + whole;
            case Boolean flag -> "bool:" + flag;
            case String text -> "text:" + text;
            default ->
                    throw new IllegalStateException(
                            "the connector's offset has a %s".formatted(value.getClass()));
        };
    }

    private static Object typed(String text) {
        int colon = text.indexOf(':');
        String value = text.substring(colon + 1);
        return switch (text.substring(0, Math.max(colon, 0))) {
            case "long" -> Long.valueOf(value);
            case "int" -> Integer.valueOf(value);
            case "bool" -> Boolean.valueOf(value);
            case "text" -> value;
            default ->
                    throw new IllegalArgumentException(
                            "'%s' is not part of a position".formatted(text));
        };
    }
}
