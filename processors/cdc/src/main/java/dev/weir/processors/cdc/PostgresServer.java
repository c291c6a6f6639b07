package dev.weir.processors.cdc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;

/** Questions to a PostgreSQL server that the connector does not ask. */
final class PostgresServer implements AutoCloseable {

    /** Base types of domains, which may be domains themselves. */
    private static final String BASE_TYPES =
            """
            with recursive base(oid, type, modifier) as (
              select oid, oid, -1 from pg_type where typtype <> 'd'
              union all
              select t.oid, b.type, case when t.typtypmod >= 0 then t.typtypmod else b.modifier end
              from pg_type t join base b on t.typbasetype = b.oid where t.typtype = 'd')
            """;

    private static final String TABLES =
            """
            select n.nspname, c.relname, c.relreplident = 'f' or c.relreplident = 'i'
              or c.relreplident = 'd' and exists
                (select from pg_index i where i.indrelid = c.oid and i.indisprimary)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p'
              and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            order by 1, 2
            """;

    private static final String COLUMNS =
            BASE_TYPES
                    + """
                    select a.attname, coalesce(e.typname, t.typname),
                      case when a.atttypmod >= 0 then a.atttypmod else b.modifier end,
                      e.oid is not null, a.attgenerated <> ''
                    from pg_attribute a
                    join pg_class c on c.oid = a.attrelid
                    join pg_namespace n on n.oid = c.relnamespace
                    join base b on b.oid = a.atttypid
                    join pg_type t on t.oid = b.type
                    left join pg_type e on t.typcategory = 'A' and e.oid = t.typelem
                    where n.nspname = ? and c.relname = ? and a.attnum > 0 and not a.attisdropped
                    order by a.attnum
                    """;

    private static final String DOMAINS =
            BASE_TYPES
                    + """
                    select d.typname, t.typname from base b
                    join pg_type d on d.oid = b.oid join pg_type t on t.oid = b.type
                    where d.typtype = 'd'
                    """;

    private final Connection connection;

    private PostgresServer(Connection connection) {
        this.connection = connection;
    }

    /** Connects; no question takes longer than the time given. */
    static PostgresServer open(PostgresConnection to, Duration patience) throws SQLException {
        var properties = to.driverProperties();
        String seconds = String.valueOf(Math.max(1, patience.toSeconds()));
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        properties.setProperty("ApplicationName", "weir");
        return new PostgresServer(DriverManager.getConnection(to.url(), properties));
    }

    /** The tables that a pattern matches, by name. */
    List<PostgresTable> tables(List<TablePattern> patterns) throws SQLException {
        Map<TableName, Boolean> found = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                var name = new TableName(rows.getString(1), rows.getString(2));
                if (patterns.stream().anyMatch(pattern -> pattern.matches(name))) {
                    found.put(name, rows.getBoolean(3));
                }
            }
        }
        var tables = new ArrayList<PostgresTable>();
        try (PreparedStatement columns = connection.prepareStatement(COLUMNS)) {
            for (var entry : found.entrySet()) {
                tables.add(table(columns, entry.getKey(), entry.getValue()));
            }
        }
        return tables;
    }

    private static PostgresTable table(PreparedStatement query, TableName name, boolean identified)
            throws SQLException {
        query.setString(1, name.schema());
        query.setString(2, name.table());
        var columns = new ArrayList<Field>();
        var generated = new ArrayList<String>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                String column = rows.getString(1);
                if (rows.getBoolean(5)) {
                    generated.add(column);
                    continue;
                }
                String type =
                        PostgresTypes.ofCatalog(
                                rows.getString(2), rows.getInt(3), rows.getBoolean(4));
                columns.add(RowSchema.field(column, type));
            }
        }
        return new PostgresTable(name, columns, generated, identified);
    }

    /** Base type of each domain. */
    Map<String, String> domains() throws SQLException {
        var domains = new HashMap<String, String>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(DOMAINS)) {
            while (rows.next()) {
                domains.put(rows.getString(1), rows.getString(2));
            }
        }
        return domains;
    }

    /**
     * A replication slot.
     *
     * @param user who is using it now
     * @param lost whether the server has thrown away log that the slot needs
     * @param confirmed position in the log up to which it was acknowledged
     */
    record Slot(Optional<String> user, boolean lost, long confirmed) {}

    Optional<Slot> slot(String name) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        """
                        select coalesce('process ' || s.active_pid || ' of ' || a.application_name
                            || ' at ' || coalesce(a.client_addr::text, 'the server itself'),
                            case when s.active then 'another session' end),
                          s.wal_status = 'lost',
                          coalesce(s.confirmed_flush_lsn - '0/0'::pg_lsn, 0)
                        from pg_replication_slots s
                        left join pg_stat_activity a on a.pid = s.active_pid
                        where s.slot_name = ?
                        """)) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next()
                        ? Optional.of(
                                new Slot(
                                        Optional.ofNullable(rows.getString(1)),
                                        rows.getBoolean(2),
                                        rows.getLong(3)))
                        : Optional.empty();
            }
        }
    }

    void dropSlot(String name) throws SQLException {
        execute("select pg_drop_replication_slot(?)", name);
    }

    /** Bytes of log that the server keeps for the slot. */
    long lag(String slot) throws SQLException {
        return number(
                """
                select coalesce(pg_wal_lsn_diff(
                  case when pg_is_in_recovery() then pg_last_wal_receive_lsn()
                  else pg_current_wal_lsn() end, restart_lsn), 0)::bigint
                from pg_replication_slots where slot_name = ?
                """,
                slot);
    }

    /** Writes a little to the log, which is all that moves a slot on whose tables are at rest. */
    void beat() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
            statement.execute(
                    "select pg_logical_emit_message(true, 'weir', '')"
                            + " where not pg_is_in_recovery()");
        }
    }

    /** How often the server must hear of a reader, however busy that is. */
    Duration statusInterval() throws SQLException {
        long timeout =
                number(
                        "select setting::bigint from pg_settings where name = ?",
                        "wal_sender_timeout");
        return Duration.ofMillis(timeout == 0 ? 10_000 : Math.clamp(timeout / 4, 250, 10_000));
    }

    String setting(String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show " + name)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    /** Ends the sessions which use the slot or wait to create it. */
    void endSessions(String slot) throws SQLException {
        execute(
                """
                select pg_terminate_backend(a.pid) from pg_stat_activity a
                where a.pid in (select active_pid from pg_replication_slots where slot_name = ?)
                  or a.query like 'CREATE_REPLICATION_SLOT%' and position(? in a.query) > 0
                """,
                slot, slot);
    }

    boolean hasPublication(String name) throws SQLException {
        return number("select count(*) from pg_publication where pubname = ?", name) > 0;
    }

    /** The publication's tables, all of them if it is for all. */
    List<TableName> publicationTables(String name) throws SQLException {
        var tables = new ArrayList<TableName>();
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select schemaname, tablename from pg_publication_tables"
                                + " where pubname = ?")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    tables.add(new TableName(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return tables;
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql, String argument) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, argument);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    private void execute(String sql, String... arguments) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                query.setString(i + 1, arguments[i]);
            }
            query.execute();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
