import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Applies the changes in the JSON lines, and compares what comes of them with the database. */
final class Replay {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private final Map<String, Table> tables = new TreeMap<>();
    private final Map<String, BitSet> changes = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private long count;

    /** The lines of a table. */
    private static final class Table {
        final List<ObjectNode> lines = new ArrayList<>();
        long loaded;
    }

    static Replay of(Path folder) throws IOException {
        var replay = new Replay();
        try (var files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".jsonl") && !name.startsWith(".")) {
                    replay.read(file);
                }
            }
        }
        replay.checkGaps();
        return replay;
    }

    private void read(Path file) throws IOException {
        try (var lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                var row = (ObjectNode) JSON.readTree(line);
                Table table = tables.computeIfAbsent(row.path("_table").asText(), _ -> new Table());
                table.lines.add(row);
                if (row.path("_op").asText().equals("r")) {
                    table.loaded++;
                    continue;
                }
                count++;
                String tx = row.path("_tx").asText();
                int seq = row.path("_seq").asInt();
                var seen = changes.computeIfAbsent(tx, _ -> new BitSet());
                if (seen.get(seq)) {
                    problems.add("change %d of transaction %s came twice".formatted(seq, tx));
                }
                seen.set(seq);
            }
        }
    }

    private void checkGaps() {
        changes.forEach(
                (tx, seen) -> {
                    if (seen.cardinality() != seen.length() - 1 || seen.get(0)) {
                        problems.add("transaction %s has gaps".formatted(tx));
                    }
                });
    }

    List<String> problems() {
        return problems;
    }

    List<String> compareCounts(Map<String, Long> loaded, Workload workload) {
        var wrong = new ArrayList<String>();
        compare(wrong, "transactions", workload.transactions(), changes.size());
        compare(wrong, "changes", workload.changes(), count);
        loaded.forEach(
                (name, rows) ->
                        compare(
                                wrong,
                                "rows of " + name + " in the first load",
                                rows,
                                tables.containsKey(name) ? tables.get(name).loaded : 0));
        return wrong;
    }

    private static void compare(List<String> wrong, String what, long expected, long found) {
        if (expected != found) {
            wrong.add("%s: %d expected, %d found".formatted(what, expected, found));
        }
    }

    /** Compares table by table and prints how each came out. */
    List<String> compareState(Connection connection) throws SQLException {
        var wrong = new ArrayList<String>();
        for (var entry : tables.entrySet()) {
            String name = entry.getKey();
            Table table = entry.getValue();
            var keys = keys(connection, name);
            var replayed = replayed(table, keys);
            int before = wrong.size();
            long rows = compareRows(connection, name, keys, replayed, wrong);
            System.out.printf(
                    "%-24s %,7d loaded %,8d changes %,8d rows  %s%n",
                    name,
                    table.loaded,
                    table.lines.size() - table.loaded,
                    rows,
                    wrong.size() == before ? "equal" : "DIFFERENT");
        }
        connection.rollback();
        return wrong;
    }

    private static List<String> keys(Connection connection, String table) throws SQLException {
        var keys = new ArrayList<String>();
        try (var rows =
                connection
                        .getMetaData()
                        .getPrimaryKeys(null, "public", table.substring("public.".length()))) {
            while (rows.next()) {
                keys.add(rows.getString("COLUMN_NAME"));
            }
        }
        return keys;
    }

    private static Map<String, ObjectNode> replayed(Table table, List<String> keys) {
        Map<String, ObjectNode> rows = new LinkedHashMap<>();
        ObjectNode gone = JSON.createObjectNode();
        for (ObjectNode line : table.lines) {
            String key = key(line, keys);
            switch (line.path("_op").asText()) {
                case "t" -> rows.clear();
                case "d" -> gone = rows.remove(key);
                case "u" -> rows.put(key, completed(line, rows.get(key)));
                default -> rows.put(key, completed(line, gone)); // The key may be a changed one.
            }
        }
        return rows;
    }

    /** Large values that an update left alone are not sent: they are what they were. */
    private static ObjectNode completed(ObjectNode row, ObjectNode before) {
        for (JsonNode column : row.path("_unchanged")) {
            row.set(column.asText(), before.get(column.asText()));
        }
        return row;
    }

    private static String key(ObjectNode row, List<String> keys) {
        var key = new StringBuilder();
        keys.forEach(column -> key.append(row.path(column).asText()).append('/'));
        return key.toString();
    }

    private static long compareRows(
            Connection connection,
            String table,
            List<String> keys,
            Map<String, ObjectNode> replayed,
            List<String> wrong)
            throws SQLException {
        long count = 0;
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select * from " + table)) {
            while (rows.next()) {
                count++;
                var key = new StringBuilder();
                for (String column : keys) {
                    key.append(rows.getString(column)).append('/');
                }
                ObjectNode row = replayed.remove(key.toString());
                if (row == null) {
                    wrong.add("%s %s is missing".formatted(table, key));
                } else {
                    compareRow(table + " " + key, rows, row, wrong);
                }
            }
        }
        replayed.keySet().forEach(key -> wrong.add("%s %s is too many".formatted(table, key)));
        return count;
    }

    private static void compareRow(String where, ResultSet rows, ObjectNode row, List<String> wrong)
            throws SQLException {
        var columns = rows.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String column = columns.getColumnName(i);
            Object expected = rows.getObject(i);
            if (!equal(expected, row.path(column))) {
                wrong.add(
                        "%s: %s is %s, not %s"
                                .formatted(where, column, row.path(column), expected));
            }
        }
    }

    private static boolean equal(Object expected, JsonNode found) {
        return switch (expected) {
            case null -> found.isNull();
            case Timestamp time ->
                    found.isTextual()
                            && LocalDateTime.parse(found.asText()).equals(time.toLocalDateTime());
            case BigDecimal number ->
                    found.isNumber() && number.equals(found.decimalValue());
            case Number number -> found.isIntegralNumber() && found.asLong() == number.longValue();
            default -> found.isTextual() && found.asText().equals(expected.toString());
        };
    }
}
