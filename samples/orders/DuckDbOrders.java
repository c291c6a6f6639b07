import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The orders job in DuckDB, to run beside Weir, and the check of either's result.
 *
 * <pre>
 * java -cp duckdb_jdbc.jar DuckDbOrders.java run THREADS IN.csv OUT.jsonl|OUT.parquet
 * java -cp duckdb_jdbc.jar DuckDbOrders.java check OUT.jsonl|OUT.parquet
 * </pre>
 */
public class DuckDbOrders {
    private static final String COLUMNS =
            "{id:'BIGINT',ts:'TIMESTAMPTZ',customer:'VARCHAR',country:'VARCHAR',product:'VARCHAR',"
                    + "qty:'INTEGER',price:'DECIMAL(10,2)',status:'VARCHAR',note:'VARCHAR',lat:'DOUBLE'}";

    public static void main(String[] arguments) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            if (arguments[0].equals("check")) {
                check(statement, arguments[1]);
            } else {
                run(statement, arguments[1], arguments[2], arguments[3]);
            }
        }
    }

    private static void run(Statement statement, String threads, String in, String out)
            throws SQLException {
        statement.execute("set threads=" + threads);
        statement.execute("set preserve_insertion_order=false");
        String format = out.endsWith("parquet") ? "format parquet, compression snappy" : "format json";
        statement.execute(
                ("copy (select *, qty * price as total from read_csv('%s', header=true,"
                                + " auto_detect=false, delim=',', quote='\"', escape='\"', parallel=true,"
                                + " columns=%s) where status = 'completed' and qty > 2) to '%s' (%s)")
                        .formatted(in, COLUMNS, out, format));
    }

    private static void check(Statement statement, String out) throws SQLException {
        String rows =
                out.endsWith("parquet")
                        ? "read_parquet('%s')".formatted(out)
                        : "read_json('%s', format='newline_delimited', columns={total:'DECIMAL(18,2)'})"
                                .formatted(out);
        var result = statement.executeQuery("select count(*), sum(total) from " + rows);
        result.next();
        System.out.println(result.getLong(1) + " " + result.getBigDecimal(2));
    }
}
