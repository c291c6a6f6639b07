package dev.weir.processors.cdc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class PostgresCdcTest {
    private PostgresConnection database;

    @TempDir private Path folder;

    @BeforeEach
    void makeTables() throws Exception {
        database = Server.database();
        Server.run(
                database,
                "create table album(id int primary key, title text default 'none')",
                "create table track(id int primary key, album int, price numeric(10,2))",
                "create table other(id int primary key)");
    }

    @Test
    void readsWhatIsThereAndFollowsWhatComes() throws Exception {
        Server.run(
                database,
                "insert into album values(1, 'Blue'), (2, null)",
                "insert into track values(7, 1, 0.99)");
        try (var capture = new Capture(Sources.of(database, "album", "track"), folder)) {
            capture.read(3);
            Server.run(
                    database,
                    "begin",
                    "insert into album values(3, 'Red')",
                    "insert into track values(8, 3, 1.5)",
                    "update album set title = 'Green' where id = 1",
                    "commit",
                    "insert into other values(1)",
                    "delete from track where id = 7",
                    "update album set id = 4 where id = 2",
                    "truncate track");
            capture.read(10);
            assertEquals(
                    List.of(
                            "public.album r 1 1 Blue",
                            "public.album r 2 2 null",
                            "public.track r 3 7 null",
                            "public.album c 1 3 Red",
                            "public.track c 2 8 null",
                            "public.album u 3 1 Green",
                            "public.track d 1 7 null",
                            "public.album d 1 2 null",
                            "public.album c 2 4 null",
                            "public.track t 1 null null"),
                    capture.rows("_table", "_op", "_seq", "id", "title"));
        }
    }
}
