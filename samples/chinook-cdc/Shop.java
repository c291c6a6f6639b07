import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** A PostgreSQL server with the shop's database. */
final class Shop implements AutoCloseable {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final EmbeddedPostgres server;

    private Shop(EmbeddedPostgres server) {
        this.server = server;
    }

    static Shop open(Path script) throws IOException, SQLException {
        var server =
                EmbeddedPostgres.builder()
                        .setServerConfig("wal_level", "logical")
                        .setServerConfig("max_wal_senders", "8")
                        .setServerConfig("max_replication_slots", "8")
                        .start();
        var shop = new Shop(server);
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database chinook");
        }
        // What stands above the change of database, and that command of psql, is done here.
        String text = Files.readString(script);
        String begin = "\\c chinook_serial;";
        try (var connection = shop.connect();
                var statement = connection.createStatement()) {
            statement.execute(text.substring(text.indexOf(begin) + begin.length()));
        }
        return shop;
    }

    int port() {
        return server.getPort();
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/chinook".formatted(port()), "postgres", "postgres");
    }

    /** Number of rows of each table. */
    Map<String, Long> counts() throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (var connection = connect();
                var statement = connection.createStatement()) {
            var names = new TreeMap<String, String>();
            try (var rows =
                    statement.executeQuery(
                            "select tablename from pg_tables where schemaname = 'public'")) {
                while (rows.next()) {
                    names.put(rows.getString(1), "select count(*) from " + rows.getString(1));
                }
            }
            for (var entry : names.entrySet()) {
                try (var rows = statement.executeQuery(entry.getValue())) {
                    rows.next();
                    counts.put("public." + entry.getKey(), rows.getLong(1));
                }
            }
        }
        return counts;
    }

    /** Waits until the flow has begun. */
    void awaitSlot() throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        try (var connection = connect();
                var statement = connection.createStatement()) {
            while (true) {
                try (var rows = statement.executeQuery(
                                "select 1 from pg_replication_slots"
                                        + " where confirmed_flush_lsn is not null")) {
                    if (rows.next()) {
                        return;
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the flow has not made its replication slot");
                }
                Thread.sleep(20);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
