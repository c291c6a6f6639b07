import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/** What happens in the shop: the same for the same seed. Counts the changes that must come. */
final class Workload {
    private final Connection connection;
    private final Random random;
    private int transactions;
    private long changes;
    private long largest;
    private int marks;

    Workload(Connection connection, long seed) throws SQLException {
        this.connection = connection;
        this.random = new Random(seed);
        connection.setAutoCommit(false);
    }

    int transactions() {
        return transactions;
    }

    long changes() {
        return changes;
    }

    long largest() {
        return largest;
    }

    /** One transaction of the usual kind. */
    void transaction() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            done(
                    switch (random.nextInt(10)) {
                        case 0 -> release(statement);
                        case 1 -> move(statement);
                        case 2 -> reprice(statement);
                        case 3 -> refund(statement);
                        case 4 -> playlist(statement);
                        case 5 -> swap(statement);
                        case 6 -> random.nextInt(8) == 0 ? clear(statement) : promote(statement);
                        default -> buy(statement);
                    });
        }
    }

    /** A change by which to see how far the flow is; answers with a text that it has. */
    String mark() throws SQLException {
        String text = "mark " + ++marks;
        try (Statement statement = connection.createStatement()) {
            done(update(statement, "insert into genre(name) values('%s')".formatted(text)));
        }
        return '"' + text + '"';
    }

    /** Eight playlists with all tracks, at once. */
    void large() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long made = 0;
            for (int i = 0; i < 8; i++) {
                made += update(statement, "insert into playlist(name) values('Everything')");
                made +=
                        update(
                                statement,
                                "insert into playlist_track select currval('playlist_playlist_id_seq'),"
                                        + " track_id from track");
            }
            largest = Math.max(largest, made);
            done(made);
        }
    }

    private void done(long made) throws SQLException {
        connection.commit();
        if (made > 0) {
            transactions++;
            changes += made;
        }
    }

    private long buy(Statement statement) throws SQLException {
        int lines = 1 + random.nextInt(6);
        long made =
                update(
                        statement,
                        ("insert into invoice(customer_id, invoice_date, billing_country, total)"
                                        + " select customer_id, timestamp '2026-01-01' + interval '%d ms',"
                                        + " country, %s from customer order by customer_id offset %d limit 1")
                                .formatted(
                                        random.nextInt(1_000_000_000),
                                        BigDecimal.valueOf(99L * lines, 2),
                                        random.nextInt(59)));
        made +=
                update(
                        statement,
                        ("insert into invoice_line(invoice_id, track_id, unit_price, quantity)"
                                        + " select currval('invoice_invoice_id_seq'), track_id, unit_price, 1"
                                        + " from track order by track_id offset %d limit %d")
                                .formatted(random.nextInt(3000), lines));
        return made;
    }

    private long release(Statement statement) throws SQLException {
        long made = update(statement, "insert into artist(name) values('Die Ärzte \"%d\"')".formatted(random.nextInt(100)));
        made +=
                update(
                        statement,
                        "insert into album(title, artist_id) values(E'Line\\nbreak, \\\\ and ✓',"
                                + " currval('artist_artist_id_seq'))");
        made +=
                update(
                        statement,
                        ("insert into track(name, album_id, media_type_id, milliseconds, unit_price)"
                                        + " select 'Song ' || g, currval('album_album_id_seq'), 1, g * 1000, 0.99"
                                        + " from generate_series(1, %d) g")
                                .formatted(1 + random.nextInt(12)));
        return made;
    }

    private long move(Statement statement) throws SQLException {
        return update(
                statement,
                "update customer set address = 'Street %d', company = %s where customer_id %% 7 = %d"
                        .formatted(
                                random.nextInt(1000),
                                random.nextBoolean() ? "null" : "'New'",
                                random.nextInt(7)));
    }

    private long reprice(Statement statement) throws SQLException {
        return update(
                statement,
                "update track set unit_price = unit_price + 0.01 where genre_id = %d"
                        .formatted(1 + random.nextInt(25)));
    }

    private long refund(Statement statement) throws SQLException {
        String invoice =
                "(select invoice_id from invoice order by invoice_id offset %d limit 1)"
                        .formatted(random.nextInt(300));
        statement.execute("create temp table gone on commit drop as select * from " + invoice + " x");
        return update(statement, "delete from invoice_line where invoice_id in (select * from gone)")
                + update(statement, "delete from invoice where invoice_id in (select * from gone)");
    }

    private long playlist(Statement statement) throws SQLException {
        return update(statement, "insert into playlist(name) values(null)")
                + update(
                        statement,
                        ("insert into playlist_track select currval('playlist_playlist_id_seq'),"
                                        + " track_id from track where track_id %% 50 = %d")
                                .formatted(random.nextInt(50)));
    }

    /** Changed keys: each is the end of one row and the beginning of another. */
    private long swap(Statement statement) throws SQLException {
        return 2
                * update(
                        statement,
                        ("update playlist_track p set track_id = t.track_id from track t"
                                        + " where p.track_id = t.track_id - 1 and p.track_id %% 90 = %d"
                                        + " and not exists (select from playlist_track o where"
                                        + " o.playlist_id = p.playlist_id and o.track_id = t.track_id)")
                                .formatted(random.nextInt(90)));
    }

    private long promote(Statement statement) throws SQLException {
        return update(
                statement,
                "update employee set title = title || '!' , fax = null where employee_id = %d and length(title) < 25"
                        .formatted(1 + random.nextInt(8)));
    }

    private long clear(Statement statement) throws SQLException {
        statement.execute("truncate playlist_track");
        return 1
                + update(
                        statement,
                        "insert into playlist_track select 1, track_id from track where track_id % 40 = 0");
    }

    private static long update(Statement statement, String sql) throws SQLException {
        return statement.executeUpdate(sql);
    }
}
