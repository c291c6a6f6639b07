package dev.weir.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    private static final String FLOW =
            """
            flow: orders
            format: 1
            processors:
              orders:
                type: csv-files
                path: orders.csv
                columns: {id: int64, qty: int32, status: utf8}
              completed:
                type: filter
                from: orders
                where: status = 'completed' and qty > 2
              out:
                type: jsonl-files
                from: completed
                path: out.jsonl
            tests:
              small orders are dropped:
                given:
                  orders: [{id: 1, qty: 1, status: completed}]
                expect:
                  completed: []
            """;

    @TempDir Path folder = Path.of("");
    private Path flow = Path.of("");
    private Path data = Path.of("");

    @BeforeEach
    void write() throws IOException {
        flow = folder.resolve("orders.flow.yaml");
        data = folder.resolve("data");
        Files.writeString(flow, FLOW);
        Files.writeString(
                folder.resolve("orders.csv"),
                """
                id,qty,status
                1,5,completed
                2,1,completed
                3,9,pending
                four,9,completed
                5,3,completed
                """);
    }

    @Test
    void runsAFlowAndReports() throws IOException {
        Path report = folder.resolve("report.json");
        var run = Invocation.of("run", flow, "--data", data, "--report", report);

        assertEquals(0, run.code(), run.err());
        assertEquals(
                """
                {"id":1,"qty":5,"status":"completed"}
                {"id":5,"qty":3,"status":"completed"}
                """,
                Files.readString(folder.resolve("out.jsonl")));
        var json = new ObjectMapper().readTree(Files.readString(report));
        assertEquals("orders", json.path("flow").asText());
        assertEquals("completed", json.path("status").asText());
        var orders = json.path("processors").path("orders");
        assertEquals(4, orders.path("rowsOut").path("out").asLong());
        assertEquals(1, orders.path("rowsOut").path("errors").asLong());
        assertEquals(1, orders.path("rejected").asLong());
        assertEquals(2, json.path("processors").path("out").path("rowsIn").asLong());
        assertTrue(json.path("peakMemoryBytes").asLong() > 0);
    }

    @Test
    void reportsToStandardOutputAndKeepsQuiet() throws IOException {
        var run = Invocation.of("run", flow, "--data", data, "--report", "-", "--quiet");

        assertEquals(0, run.code(), run.err());
        assertEquals("orders", new ObjectMapper().readTree(run.out()).path("flow").asText());
        assertEquals("", run.err());
    }

    @Test
    void aQueryThatFailsForItsRowsIsNotTriedAgain() throws IOException {
        Files.writeString(
                flow,
                """
                flow: sums
                format: 1
                processors:
                  orders: {type: csv-files, path: orders.csv, columns: {id: utf8}}
                  sums: {type: aggregate, from: orders, compute: {sum: sum(cast(id as int))}}
                  out: {type: discard, from: sums}
                """);
        var run = Invocation.of("run", flow, "--data", data, "--quiet");

        assertEquals(1, run.code(), run.err());
        assertEquals(
                "error: processors.sums: Could not convert string 'four' to INT32 when casting from"
                        + " source column id (line 1, column 13 of the query)  [WEIR-4104]\n",
                run.err());
    }

    @Test
    void warnsOfWhatItDoesNotDo() throws IOException {
        Files.writeString(flow, FLOW.replace("from: orders\n", "from: orders\n    parallel: 3\n"));
        var run = Invocation.of("run", flow, "--data", data, "--quiet");

        assertEquals(0, run.code(), run.err());
        assertTrue(
                run.err().contains("11:15  processors.completed.parallel: this version runs one"),
                run.err());
    }

    @Test
    void showsWhatWasRejected() throws IOException {
        Invocation.of("run", flow, "--data", data);

        var list = Invocation.of("deadletters", flow, "--data", data);
        assertEquals(0, list.code(), list.err());
        assertTrue(list.out().contains("orders"), list.out());
        var show = Invocation.of("deadletters", flow, "show", "--data", data);
        var letter = new ObjectMapper().readTree(show.out());
        assertEquals("id", letter.path("_column").asText());
        assertEquals(5, letter.path("_line").asLong());
        assertEquals("four,9,completed", letter.path("_raw").asText());
        var purge = Invocation.of("deadletters", flow, "purge", "--data", data);
        assertTrue(purge.err().contains("1 dead letter removed"), purge.err());
        assertEquals("", Invocation.of("deadletters", flow, "--data", data).out());
    }

    @Test
    void previewsAPortWithoutWriting() {
        var preview = Invocation.of("preview", flow, "completed", "--json", "--data", data);

        assertEquals(0, preview.code(), preview.err());
        assertEquals(
                """
                {"id":1,"qty":5,"status":"completed"}
                {"id":5,"qty":3,"status":"completed"}
                """,
                preview.out());
        assertFalse(Files.exists(folder.resolve("out.jsonl")));
    }

    @Test
    void previewsBesideWhatIsWrongElsewhere() throws IOException {
        Files.writeString(flow, FLOW.replace("path: out.jsonl", "pat: out.jsonl"));

        assertEquals(65, Invocation.of("check", flow, "--data", data).code());
        var preview = Invocation.of("preview", flow, "completed", "--json", "--data", data);
        assertEquals(0, preview.code(), preview.err());
        assertEquals(2, preview.out().lines().count());
        assertEquals(65, Invocation.of("preview", flow, "out", "--data", data).code());
    }

    @Test
    void countsWhatNobodyReads() throws IOException {
        Path report = folder.resolve("report.json");
        Invocation.of("run", flow, "--data", data, "--report", report);

        var json = new ObjectMapper().readTree(Files.readString(report));
        var counts = json.path("processors").path("completed").path("rowsOut");
        assertEquals("{\"out\":2,\"rest\":2,\"errors\":0}", counts.toString());
    }

    @Test
    void showsTheDeadLettersOfARunThatFailed() throws IOException {
        Files.writeString(
                flow, FLOW.replace("processors:", "run: {rejected-share: 0%}\nprocessors:"));
        var rows = new StringBuilder("id,qty,status\n");
        for (int row = 0; row < 2000; row++) {
            rows.append("x,1,completed\n");
        }
        Files.writeString(folder.resolve("orders.csv"), rows);

        var run = Invocation.of("run", flow, "--data", data);
        assertEquals(1, run.code());
        assertTrue(run.err().contains("'weir deadletters " + flow + "'"), run.err());
        var letters = Invocation.of("deadletters", flow, "show", "--data", data);
        assertTrue(letters.out().contains("WEIR-42"), letters.err());
    }

    @Test
    void previewsAsATable() {
        var preview = Invocation.of("preview", flow, "orders", "--rows", 2, "--data", data);

        assertEquals(
                """
                id  qty  status
                 1    5  completed
                 2    1  completed
                """,
                preview.out());
    }

    @Test
    void aMisspeltPortIsAUsageError() {
        var preview = Invocation.of("preview", flow, "completd", "--data", data);

        assertEquals(64, preview.code());
        assertTrue(preview.err().contains("did you mean completed?"), preview.err());
    }

    @Test
    void runsTheTestsOfAFlow() throws IOException {
        var passed = Invocation.of("test", flow, "--data", data);
        assertEquals(0, passed.code(), passed.out() + passed.err());
        assertEquals("passed small orders are dropped\n", passed.out());

        Files.writeString(flow, FLOW.replace("completed: []", "completed: [{id: 1}]"));
        var failed = Invocation.of("test", flow, "--data", data);
        assertEquals(1, failed.code(), failed.out() + failed.err());
        assertTrue(failed.out().startsWith("failed small orders are dropped\n"), failed.out());
    }

    @Test
    void checkSaysWhatIsWrongAndWhere() throws IOException {
        Files.writeString(
                flow, FLOW.replace("status = ", "statsu = ").replace("path: out", "pth: out"));

        var check = Invocation.of("check", flow, "--data", data);

        assertEquals(65, check.code());
        assertTrue(check.err().contains("orders.flow.yaml:11:12"), check.err());
        assertTrue(check.err().contains("did you mean 'status'?"), check.err());
        assertTrue(check.err().contains("did you mean path?"), check.err());
    }

    @Test
    void checksEveryFlowOfAFolder() {
        var check = Invocation.of("check", folder, "--data", data);

        assertEquals(0, check.code(), check.err());
    }

    @Test
    void aMissingFlowFileIsAnInputError() {
        var run = Invocation.of("run", folder.resolve("none.flow.yaml"), "--data", data);

        assertEquals(74, run.code());
        assertTrue(run.err().contains("there is no such flow file"), run.err());
    }

    @Test
    void aMissingInputFileFailsTheFlow() throws IOException {
        Files.delete(folder.resolve("orders.csv"));

        var run = Invocation.of("run", flow, "--data", data);

        assertEquals(1, run.code(), run.err());
        assertTrue(run.err().contains("orders.csv"), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
    }

    @Test
    void tooManyRejectedRowsFailTheRun() throws IOException {
        var rows = new StringBuilder("id,qty,status\n");
        for (int i = 0; i < 2000; i++) {
            rows.append(i % 5 == 0 ? "x" : String.valueOf(i)).append(",3,completed\n");
        }
        Files.writeString(folder.resolve("orders.csv"), rows);

        var run = Invocation.of("run", flow, "--data", data);

        assertEquals(1, run.code(), run.err());
        assertTrue(run.err().contains("reject"), run.err());
        assertFalse(Files.exists(folder.resolve("out.jsonl")));
    }

    @Test
    void rowsRejectedBeforeTheShareCountsFailTheRunToo() throws IOException {
        Files.writeString(
                flow, FLOW.replace("path: orders.csv", "path: orders.csv\n    batch-size: 100"));
        var rows = new StringBuilder("id,qty,status\n");
        for (int i = 0; i < 2000; i++) {
            rows.append(i < 400 ? "x" : String.valueOf(i)).append(",3,completed\n");
        }
        Files.writeString(folder.resolve("orders.csv"), rows);

        assertEquals(1, Invocation.of("run", flow, "--data", data).code());
    }

    @Test
    void aFileInPlaceOfTheDataFolderIsNamed() {
        var run = Invocation.of("run", flow, "--data", folder.resolve("orders.csv"));

        assertEquals(74, run.code(), run.err());
        assertTrue(run.err().contains("orders.csv is a file where a folder is needed"), run.err());
    }

    @Test
    void listsAndExplains() {
        var processors = Invocation.of("processors", "--data", data);
        assertTrue(processors.out().contains("csv-files"), processors.out());
        assertTrue(processors.out().contains("postgres-cdc"), processors.out());
        var page = Invocation.of("processors", "filter", "--data", data);
        assertTrue(page.out().contains("`where`"), page.out());
        var unknown = Invocation.of("processors", "fliter", "--data", data);
        assertEquals(64, unknown.code());
        assertTrue(unknown.err().contains("did you mean filter?"), unknown.err());
        assertTrue(Invocation.of("schema", "--data", data).out().contains("\"jsonl-files\""));
        var codes = Invocation.of("explain");
        String code = codes.out().substring(0, codes.out().indexOf(' '));
        assertTrue(Invocation.of("explain", code).out().contains("What to do:"));
        assertEquals(64, Invocation.of("explain", "WEIR-0").code());
    }

    @Test
    void theDoctorFindsNothingToMend() {
        var doctor = Invocation.of("doctor", "--data", data);

        assertEquals(0, doctor.code(), doctor.out());
        assertTrue(doctor.out().contains("ok   java"), doctor.out());
    }

    @Test
    void misspeltWordsGetSuggestions() {
        assertTrue(Invocation.of("rnu").err().contains("did you mean run?"));
        var option = Invocation.of("run", "--frsh", flow);
        assertEquals(64, option.code());
        assertTrue(option.err().contains("did you mean --fresh?"), option.err());
    }

    @Test
    void aServerOpenToTheNetworkNeedsACertificate() {
        var server = Invocation.of("server", "--host", "0.0.0.0", "--data", data);

        assertEquals(78, server.code());
        assertTrue(server.err().contains("--tls-certificate"), server.err());
    }

    @Test
    void aCertificateThatCannotBeUsedIsSaidInWords() throws IOException {
        var none = serverWith(folder.resolve("nope.pem"));
        assertEquals(74, none.code(), none.err());
        assertEquals(
                folder.resolve("nope.pem") + ": there is no such file or folder\n", none.err());
        var noPem = serverWith(folder.resolve("orders.csv"));
        assertEquals(78, noPem.code(), noPem.err());
        assertTrue(noPem.err().contains("holds no certificate in PEM"), noPem.err());
        var name = Invocation.of("server", "--name", "http://weir.example", "--data", data);
        assertEquals(64, name.code(), name.err());
    }

    private Invocation serverWith(Path pem) {
        return Invocation.of(
                "server", "--tls-certificate", pem, "--tls-key", pem, "--port", 0, "--data", data);
    }

    @Test
    void aTypeThatIsFarTooDeepIsAnErrorOfTheFile() throws IOException {
        String deep = "list<".repeat(20_000) + "int64" + ">".repeat(20_000);
        Files.writeString(flow, FLOW.replace("qty: int32", "qty: '" + deep + "'"));

        var check = Invocation.of("check", flow, "--data", data);

        assertEquals(65, check.code());
        assertTrue(check.err().contains("a type is nested more than 32 deep"), check.err());
        assertTrue(check.err().length() < 3000, check.err().length() + " characters");
    }

    @Test
    void aFolderForTemporaryFilesThatIsMissingIsSaidInWords() {
        String before = System.setProperty("java.io.tmpdir", folder.resolve("none").toString());
        try {
            var check = Invocation.of("check", flow, "--data", data);
            assertEquals(78, check.code(), check.err());
            assertTrue(check.err().contains("none, does not exist"), check.err());
            assertEquals(78, Invocation.of("doctor", "--data", data).code());
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }
    }

    @Test
    void helpAndCompletionKnowTheDesigner() {
        assertTrue(Invocation.of("--help").out().contains("  designer "));
        var help = Invocation.of("designer", "--help");
        assertTrue(help.out().contains("--pictures"), help.out());
        assertTrue(Invocation.of("completion").out().contains("--pictures"));
        assertEquals(78, Invocation.of("designer").code());
    }

    @Test
    void usageErrorsSpeakOfWhatTheUserWrote() throws IOException {
        assertUsage("FLOW.flow.yaml is missing", "run");
        assertUsage("--param must be NAME=VALUE, is 'lake'", "run", flow, "--param", "lake");
        assertUsage("--param needs a value, NAME=VALUE", "run", flow, "--param");
        assertUsage("--rows must be a whole number, is 'x'", "preview", flow, "a", "--rows", "x");
        assertUsage("--rows must be 1 at least, is 0", "deadletters", flow, "--rows", "0");
        assertUsage(
                "ACTION must be one of list, show, purge, is 'shwo'; did you mean show?",
                "deadletters",
                flow,
                "shwo");
        assertUsage(
                "there is no command plugin add; there are install, list, remove", "plugin", "add");
        Path noZip = folder.resolve("orders.csv");
        var plugin = Invocation.of("plugin", "install", noZip, "--data", data);
        assertEquals(65, plugin.code(), plugin.err());
        assertTrue(plugin.err().startsWith(noZip + " is no plugin"), plugin.err());
    }

    private static void assertUsage(String message, Object... words) {
        var said = Invocation.of(words);
        assertEquals(64, said.code(), said.err());
        assertEquals(message, said.err().lines().findFirst().orElse(""));
    }

    @Test
    void aReportThatCannotBeWrittenIsSaidBeforeTheRun() {
        var run = Invocation.of("run", flow, "--data", data, "--report", folder);

        assertEquals(74, run.code(), run.err());
        assertTrue(run.err().contains("is a folder; name a file"), run.err());
        assertFalse(Files.exists(folder.resolve("out.jsonl")));
    }
}
