package dev.weir.processors.cdc;

import dev.weir.api.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL server for all tests of this JVM, and a new database for each that asks. */
final class Server {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Server() {}

    private static final class Holder {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                var server =
                        EmbeddedPostgres.builder()
                                .setServerConfig("wal_level", "logical")
                                .setServerConfig("max_wal_senders", "30")
                                .setServerConfig("max_replication_slots", "60")
                                .setServerConfig("wal_sender_timeout", "3s")
                                .setServerConfig("fsync", "off")
                                .setServerConfig("synchronous_commit", "on")
                                .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A new and empty database. */
    static PostgresConnection database() throws SQLException {
        String name = "test" + DATABASES.incrementAndGet();
        try (Connection connection = Holder.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return connection("localhost", Holder.POSTGRES.getPort(), name);
    }

    static PostgresConnection connection(String host, int port, String database) {
        return new PostgresConnection(
                host,
                port,
                database,
                "postgres",
                new Secret("postgres"),
                PostgresConnection.Tls.DISABLE,
                Optional.empty(),
                Map.of());
    }

    static Connection connect(PostgresConnection to) throws SQLException {
        return java.sql.DriverManager.getConnection(to.url(), to.driverProperties());
    }

    static void run(PostgresConnection to, String... statements) throws SQLException {
        try (Connection connection = connect(to);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of the first row. */
    static String ask(PostgresConnection to, String sql) throws SQLException {
        try (Connection connection = connect(to);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }
}
