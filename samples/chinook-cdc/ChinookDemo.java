import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A busy music shop whose database is followed by Weir. Starts PostgreSQL and the flow, plays a seeded
 * workload, on request kills the flow at random moments, and proves at the end that every change
 * came exactly once and that the changes lead to the database's state.
 */
final class ChinookDemo {
    private final Options options;
    private final Random random;

    private record Options(
            long seed, int kills, int transactions, Path out, Path folder, List<String> weir) {}

    private ChinookDemo(Options options) {
        this.options = options;
        this.random = new Random(options.seed);
    }

    public static void main(String[] arguments) throws Exception {
        var options = options(arguments);
        boolean proved = new ChinookDemo(options).run();
        System.exit(proved ? 0 : 1);
    }

    /** What follows {@code --weir} is the command by which Weir is started. */
    private static Options options(String[] arguments) throws Exception {
        long seed = 7;
        int kills = 0;
        int transactions = 300;
        Path folder = Path.of("");
        Path out = null;
        for (int i = 0; i < arguments.length; i += 2) {
            if (arguments[i].equals("--weir")) {
                var weir = List.of(arguments).subList(i + 1, arguments.length);
                Path target = out == null ? Files.createTempDirectory("chinook") : out;
                return new Options(seed, kills, transactions, target, folder, weir);
            }
            if (i + 1 == arguments.length) {
                break;
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--seed" -> seed = Long.parseLong(value);
                case "--kills" -> kills = Integer.parseInt(value);
                case "--transactions" -> transactions = Integer.parseInt(value);
                case "--folder" -> folder = Path.of(value).toAbsolutePath();
                case "--out" -> out = Path.of(value).toAbsolutePath();
                default -> throw usage("there is no option " + arguments[i]);
            }
        }
        throw usage("--weir COMMAND… must come last");
    }

    private static IllegalArgumentException usage(String message) {
        return new IllegalArgumentException(message);
    }

    private boolean run() throws Exception {
        Path files = Files.createDirectories(options.out.resolve("changes"));
        try (var shop = Shop.open(options.folder.resolve("chinook.postgres.sql"));
                var connection = shop.connect()) {
            var loaded = shop.counts();
            System.out.printf(
                    "PostgreSQL runs at port %d, with %d tables and %,d rows.%n",
                    shop.port(), loaded.size(), sum(loaded.values()));
            var workload = new Workload(connection, options.seed);
            var flow =
                    new FlowProcess(
                            options.weir,
                            options.folder.resolve("chinook-cdc.flow.yaml"),
                            shop.port(),
                            files,
                            options.out.resolve("state"));
            try (flow) {
                play(shop, workload, flow, files);
                flow.stop();
            }
            System.out.printf(
                    "%d transactions made %,d changes, one of them %,d (seed %d). The flow was killed"
                            + " %d times.%n",
                    workload.transactions(),
                    workload.changes(),
                    workload.largest(),
                    options.seed,
                    options.kills);
            var replay = Replay.of(files);
            var problems = new ArrayList<>(replay.problems());
            problems.addAll(replay.compareCounts(loaded, workload));
            problems.addAll(replay.compareState(connection));
            return report(problems, files);
        }
    }

    private boolean report(List<String> problems, Path files) {
        if (problems.isEmpty()) {
            System.out.println(
                    "Every change came exactly once, and the changes lead to the database's state.");
            System.out.println("They are in " + files);
            return true;
        }
        problems.stream().limit(20).forEach(problem -> System.out.println("WRONG: " + problem));
        return false;
    }

    private static long sum(Iterable<Long> numbers) {
        long sum = 0;
        for (long number : numbers) {
            sum += number;
        }
        return sum;
    }

    /**
     * The workload, and the kills: the first in the first load, the second in the large transaction,
     * the others anywhere.
     */
    private void play(Shop shop, Workload workload, FlowProcess flow, Path files) throws Exception {
        flow.start();
        shop.awaitSlot();
        if (options.kills > 0) {
            pause(0, 400);
            restart(flow, "around the first load");
        }
        Path seen = files.resolve("public.genre.jsonl");
        flow.awaitLine(seen, "Opera"); // From here on, what happens comes as changes.
        for (int kill = 2; kill <= options.kills; kill++) {
            int share = options.transactions / (options.kills + 1);
            for (int i = 0; i < share; i++) {
                workload.transaction();
            }
            if (kill == 2) {
                flow.awaitLine(seen, workload.mark()); // It follows, and now comes the large one.
                workload.large();
                pause(100, 900);
                restart(flow, "in the large transaction");
            } else {
                pause(0, 3000);
                restart(flow, "after %d transactions".formatted(workload.transactions()));
            }
        }
        while (workload.transactions() < options.transactions) {
            workload.transaction();
        }
        if (options.kills < 2) {
            workload.large();
        }
        flow.awaitLine(seen, workload.mark());
    }

    private static void restart(FlowProcess flow, String when) throws Exception {
        flow.kill();
        System.out.printf("Killed with kill -9 %s, and started again.%n", when);
        flow.start();
    }

    private void pause(int fromMillis, int toMillis) throws InterruptedException {
        Thread.sleep(fromMillis + random.nextInt(toMillis - fromMillis));
    }
}
