package dev.weir.core.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.ByteSize;
import dev.weir.api.Column;
import dev.weir.api.ColumnType;
import dev.weir.api.Expression;
import dev.weir.api.FilePath;
import dev.weir.api.Processor;
import dev.weir.api.Query;
import dev.weir.api.Secret;
import dev.weir.api.Share;
import dev.weir.core.example.Check;
import dev.weir.core.example.Everything;
import dev.weir.core.example.JoinTwo;
import dev.weir.core.example.KeepRange;
import dev.weir.core.example.ReadTables;
import dev.weir.core.example.Shop;
import dev.weir.core.example.WriteRows;
import dev.weir.core.file.MapNode;
import dev.weir.core.file.YamlDocument;
import dev.weir.core.problem.Problem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BinderTest {
    private static final Path FOLDER = Path.of("/flows");

    private static final BindScope SCOPE =
            new BindScope(
                    FOLDER,
                    Map.of("lake", "/data/lake", "least", "7"),
                    Map.of("HOME_OF", "/home")::get,
                    List.of(new EnvironmentSecrets(Map.of("WEIR_SECRET_SHOP_PW", "hush")::get)),
                    Map.of("main", map("host: db\nport: 99999\npassword: ${secret:shop/pw}")),
                    Map.of());

    @Test
    void valuesOfEveryKindAreRead() {
        var everything =
                (Everything)
                        bound(
                                Everything.class,
                                """
                                text: NO
                                secret: ${secret:shop/pw}
                                flag: true
                                count: 010
                                rows: 5M
                                factor: 1.10
                                price: 1.10
                                pause: 1h
                                size: 1GiB
                                share: 12.5%
                                way: all
                                column: qty
                                column-type: decimal(10,2)
                                where: qty > 1
                                query: select * from a
                                path: ../data/x*.csv
                                connection: {host: here, password: "${secret:env:shop/pw}"}
                                names: [a, NO, 010]
                                compute: {total: qty * price, qty2: qty}
                                limits: {time: 5m}
                                """);
        assertEquals(
                new Everything(
                        "NO",
                        Optional.of(new Secret("hush")),
                        true,
                        10,
                        5_000_000,
                        1.1,
                        Optional.of(new BigDecimal("1.10")),
                        Duration.ofHours(1),
                        new ByteSize(1 << 30),
                        new Share(0.125),
                        Everything.Way.ALL,
                        Optional.of(new Column("qty")),
                        Optional.of(ColumnType.parse("decimal(10,2)")),
                        Optional.of(new Expression("qty > 1")),
                        Optional.of(new Query("select * from a")),
                        Optional.of(new FilePath("/data/x*.csv")),
                        Optional.of(new Shop("here", 5432, new Secret("hush"))),
                        List.of("a", "NO", "010"),
                        Map.of(
                                "total",
                                new Expression("qty * price"),
                                "qty2",
                                new Expression("qty")),
                        new Everything.Limits(5_000_000, Optional.of(Duration.ofMinutes(5)))),
                everything);
        assertEquals(List.of("total", "qty2"), List.copyOf(everything.compute().keySet()));
    }

    @Test
    void whatIsLeftOutTakesItsDefault() {
        var everything = (Everything) bound(Everything.class, "text:\n");
        assertEquals("", everything.text());
        assertEquals(10_000, everything.rows());
        assertEquals(Duration.ofMillis(100), everything.pause());
        assertEquals(Everything.Way.ONE_BY_ONE, everything.way());
        assertEquals(Optional.empty(), everything.secret());
        assertEquals(new Everything.Limits(5_000_000, Optional.empty()), everything.limits());
    }

    @Test
    void allProblemsOfAProcessorAreToldAtOnce() {
        assertEquals(
                List.of(
                        "x.yaml:1:1  column: is required: Column to look at.",
                        "x.yaml:1:9  lowest: 'few' is not a whole number; write it as 12, 100k or 5M",
                        "x.yaml:2:10  highest: must be from 0 to 1000000, is 2M",
                        "x.yaml:3:10  missing: 'dorp' is none of keep, drop, send-on; did you mean"
                                + " drop?",
                        "x.yaml:4:1  colum: is not a setting of keep-range; did you mean column?"),
                problems(KeepRange.class, "lowest: few\nhighest: 2M\nmissing: dorp\ncolum: x"));
    }

    @Test
    void anInputThatIsTakenForASettingIsExplained() {
        assertEquals(
                List.of(
                        "x.yaml:2:1  left: is not a setting of join-two but an input of it; write"
                                + " from: {left: …}"),
                problems(JoinTwo.class, "on: [id]\nleft: orders"));
    }

    @Test
    void everyKindSaysWhatItWants() {
        assertEquals(
                List.of(
                        "flag: 'yes' is not true or false",
                        "factor: 'much' is not a number; write it as 0.5",
                        "pause: '5 min' is not a duration; write it as 100ms, 1s, 5m or 1h",
                        "size: '5' is not a size; write it as 64MiB or 1GiB",
                        "share: '120%' is not a share; write it as 5%",
                        "names: must be a list, not a map",
                        "compute: must be a map of keys and values, not 'x'",
                        "limits.time: 'x' is not a duration; write it as 100ms, 1s, 5m or 1h",
                        "limits.row: is not a setting of limits; did you mean rows?",
                        "text: must be a text, not a list"),
                plain(
                        Everything.class,
                        """
                        flag: yes
                        factor: much
                        pause: 5 min
                        size: 5
                        share: 120%
                        names: {a: b}
                        compute: x
                        limits:
                          time: x
                          row: 1
                        text: [a]
                        """));
    }

    @Test
    void alternativesAreChosenByTheirKey() {
        var check =
                (Check)
                        bound(
                                Check.class,
                                """
                                expectations:
                                  - not-null: id
                                  - not-null: {column: name}
                                  - between: {column: total, min: 0}
                                stop-when: {failed-share: 5%}
                                """);
        assertEquals(
                new Check(
                        List.of(
                                new Check.NotNull(new Column("id")),
                                new Check.NotNull(new Column("name")),
                                new Check.Between(
                                        new Column("total"), Optional.of(0.0), Optional.empty())),
                        Optional.of(new Check.StopWhen(new Share(0.05)))),
                check);
        assertEquals(
                List.of(
                        "expectations[0]: must be a map with one key of not-null, between, not a map",
                        "expectations[1].between.column: is required: The column.",
                        "expectations[2]: 'uniq' is none of not-null, between"),
                plain(
                        Check.class,
                        "expectations: [{not-null: a, between: b}, {between: {}}, uniq]"));
    }

    @Test
    void aSingleValueIsAListOfOne() {
        assertEquals(List.of("a"), ((Everything) bound(Everything.class, "names: a")).names());
        assertEquals(
                1,
                ((Check) bound(Check.class, "expectations: {not-null: a}")).expectations().size());
    }

    @Test
    void aConstructorsObjectionPointsAtItsSetting() {
        assertEquals(
                List.of("x.yaml:2:9  lowest: is 9, above highest, which is 5"),
                problems(KeepRange.class, "column: a\nlowest: 9\nhighest: 5"));
        assertEquals(
                List.of("x.yaml:1:1  a column without a name cannot be looked at"),
                problems(KeepRange.class, "column: ' '\nlowest: 9"));
    }

    @Test
    void aFormerNameStillWorks() {
        var bound = bind(KeepRange.class, "column: a\nleast: 3");
        assertEquals(3, ((KeepRange) bound.processor().orElseThrow()).lowest());
        assertEquals(
                List.of("x.yaml:2:1  least: is now called lowest"),
                bound.problems().stream().map(Problem::text).toList());
        assertEquals(Problem.Level.HINT, bound.problems().getFirst().level());
        assertEquals(
                List.of("least: is the former name of lowest, which is set too; remove one"),
                plain(KeepRange.class, "column: a\nlowest: 1\nleast: 3"));
    }

    @Test
    void referencesAreReplaced() {
        assertEquals(
                new WriteRows(new FilePath("/data/lake/7/home/${x}.csv")),
                bound(
                        WriteRows.class,
                        "path: ${param:lake}/${param:least}${env:HOME_OF}/$${x}.csv"));
        assertEquals(
                List.of(
                        "x.yaml:1:9  path: the flow has no parameter 'lak'; did you mean lake?",
                        "x.yaml:1:21  path: the environment variable NONE is not set",
                        "x.yaml:1:32  path: '${what}' is not known; there are ${param:name},"
                                + " ${env:NAME} and ${secret:name}, and '$${' for a literal '${'",
                        "x.yaml:1:39  path: '${' has no '}'; a literal '${' is written '$${'"),
                problems(WriteRows.class, "path: \"/${param:lak}${env:NONE}${what}${open\""));
    }

    @Test
    void aSecretCannotStandWhereItIsShown() {
        assertEquals(
                List.of(
                        "path: cannot hold a secret, because its value is shown; only settings of"
                                + " type secret can"),
                plain(WriteRows.class, "path: ${secret:shop/pw}"));
        assertEquals(
                List.of(
                        "secret: there is no secret 'other' in env; weir explain 2009 says where one is"
                                + " kept"),
                plain(Everything.class, "secret: ${secret:other}"));
        var open = bind(Everything.class, "secret: hush");
        assertTrue(open.processor().isPresent());
        assertFalse(open.processor().get().toString().contains("hush"));
        assertEquals("WEIR-2015", open.problems().getFirst().code());
    }

    @Test
    void aConnectionIsANameOrItsSettings() {
        assertEquals(
                List.of("connections.main.port: must be from 1 to 65535, is 99999"),
                plain(ReadTables.class, "connection: main\ntables: [a]"));
        assertEquals(
                List.of(
                        "connection: there is no connection 'mian' in weir.yaml; did you mean main?"),
                plain(ReadTables.class, "connection: mian\ntables: [a]"));
        assertEquals(
                List.of("connection.type: 'shoop' is not a kind of connection"),
                plain(ReadTables.class, "connection: {type: shoop}\ntables: [a]"));
    }

    @Test
    void secretsCanBeFiles(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("shop"));
        Files.writeString(folder.resolve("shop/pw"), "from file\n");
        var files = new FileSecrets(folder);
        assertEquals(Optional.of(new Secret("from file")), files.find("shop/pw"));
        assertEquals(Optional.empty(), files.find("../shop/pw"));
        assertEquals(Optional.empty(), files.find("shop"));
    }

    @Test
    void pathsAreRelativeToTheFlow() {
        assertEquals("/flows/data/a*.csv", Paths.absolute(FOLDER, "data/a*.csv"));
        assertEquals("/data/a.csv", Paths.absolute(FOLDER, "./../data//a.csv"));
        assertEquals("/abs/a.csv", Paths.absolute(FOLDER, "/abs/a.csv"));
        assertEquals("C:/abs/a.csv", Paths.absolute(FOLDER, "C:\\abs\\a.csv"));
        assertEquals("s3://bucket/a//b", Paths.absolute(FOLDER, "s3://bucket/a//b"));
        Path odd = Path.of("/my [flows] {x}");
        assertEquals("/my [flows] {x}/a*.csv", Paths.absolute(odd, "a*.csv"));
    }

    private static List<String> plain(Class<? extends Processor> type, String yaml) {
        return bind(type, yaml).problems().stream()
                .map(p -> p.path() + ": " + p.message())
                .toList();
    }

    private static List<String> problems(Class<? extends Processor> type, String yaml) {
        return bind(type, yaml).problems().stream().map(Problem::text).toList();
    }

    private static Processor bound(Class<? extends Processor> type, String yaml) {
        var bound = bind(type, yaml);
        return bound.processor().orElseThrow(() -> new AssertionError(bound.problems().toString()));
    }

    private static Binder.Bound bind(Class<? extends Processor> type, String yaml) {
        return Binder.bind(ProcessorSpec.of(type), map(yaml), SCOPE);
    }

    private static MapNode map(String yaml) {
        return (MapNode) YamlDocument.read(yaml, "x.yaml").root().orElseThrow();
    }
}
