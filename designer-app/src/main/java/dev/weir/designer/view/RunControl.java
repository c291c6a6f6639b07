package dev.weir.designer.view;

import dev.weir.designer.engine.EngineClient;
import dev.weir.designer.engine.EngineTrouble;
import dev.weir.designer.engine.Progress;
import dev.weir.designer.engine.Progress.State;
import dev.weir.designer.engine.Work;
import dev.weir.designer.model.FlowEditor;
import dev.weir.designer.view.Overlay.Mood;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.Button;
import javafx.util.Duration;

/** Starts, watches and ends runs, in this process or on a server. Screen's thread only. */
@SuppressWarnings("ReferenceEquality") // this very engine is meant
final class RunControl {

    /** Looks a second at a run: often enough to see rows move, seldom enough to cost nothing. */
    private static final Duration LOCAL_LOOK = Duration.millis(125);

    private static final Duration SERVER_LOOK = Duration.millis(500);

    /** Between two questions to an engine that does not answer. */
    private static final Duration LONGEST_PAUSE = Duration.seconds(15);

    /** What is watched. */
    record Watched(String flow, String engine, Progress before, Progress now) {}

    private final FlowEditor editor;
    private final Background background;
    private final Overlay overlay;
    private final EngineClient local;
    private final Consumer<Watched> onProgress;
    private EngineClient engine;
    private String flow = "";
    private Progress last = Progress.NONE;
    private boolean looking;
    private boolean starting;
    private Duration pause = LOCAL_LOOK;
    private int failures;
    private int watched;
    private Timeline looks = new Timeline();

    RunControl(
            FlowEditor editor,
            Background background,
            Overlay overlay,
            EngineClient local,
            Consumer<Watched> onProgress) {
        this.editor = editor;
        this.background = background;
        this.overlay = overlay;
        this.local = local;
        this.engine = local;
        this.onProgress = onProgress;
    }

    boolean isRunning() {
        return starting || state().isActive();
    }

    State state() {
        if (starting) {
            return State.STARTING;
        }
        return failures > 0 ? State.UNREACHABLE : last.state();
    }

    Progress progress() {
        return last;
    }

    EngineClient engine() {
        return engine;
    }

    EngineClient local() {
        return local;
    }

    /** The flow that is edited, as an engine needs it. */
    Work work() {
        String name = editor.flow().map(flow -> flow.name()).orElse("untitled");
        return new Work(name, editor.document().text(), editor.checked().plan(), Optional.empty());
    }

    /** Runs the flow in this process. */
    void start(boolean fresh) {
        if (isRunning()) {
            return;
        }
        use(local);
        Work work = work();
        starting = true;
        last = Progress.NONE;
        flow = work.flow();
        report(Progress.NONE);
        background.run(
                () -> {
                    local.start(work, fresh);
                    return local.progress(work.flow());
                },
                progress -> {
                    starting = false;
                    report(progress);
                    watch(LOCAL_LOOK);
                },
                trouble -> {
                    starting = false;
                    report(Progress.NONE);
                    refused(trouble);
                });
    }

    private void refused(EngineTrouble trouble) {
        var again = new Button("Start afresh");
        again.setId("start-fresh");
        again.setMinWidth(110);
        again.setOnAction(_ -> {
            overlay.hideToast();
            editor.whenChecked(() -> start(true));
        });
        boolean mayHelp = trouble.words().contains("fresh");
        overlay.toast(Mood.BAD, trouble.words(), mayHelp ? Optional.of(again) : Optional.empty());
    }

    /** Watches a flow on a server instead. */
    void watchServer(EngineClient server, String flow) {
        use(server);
        this.flow = flow;
        last = Progress.NONE;
        watch(SERVER_LOOK);
        look();
    }

    private void use(EngineClient next) {
        looks.stop();
        failures = 0;
        looking = false;
        watched++;
        if (engine != next && engine != local) {
            engine.close();
        }
        engine = next;
    }

    void stop() {
        end("Stopping at the next checkpoint.", () -> engine.stop(flow));
    }

    void cancel() {
        end("Cancelling.", () -> engine.cancel(flow));
    }

    /** Something asked of an engine. */
    @FunctionalInterface
    private interface Request {
        void send() throws EngineTrouble, InterruptedException;
    }

    private void end(String words, Request request) {
        if (!isRunning()) {
            return;
        }
        overlay.toast(Mood.PLAIN, words);
        background.run(
                () -> {
                    request.send();
                    return words;
                },
                _ -> look(),
                trouble -> overlay.toast(Mood.BAD, trouble.words()));
    }

    private void watch(Duration every) {
        pause = every;
        lookEvery(every);
    }

    private void lookEvery(Duration every) {
        looks.stop();
        looks = new Timeline(new KeyFrame(every, _ -> look()));
        looks.setCycleCount(Animation.INDEFINITE);
        looks.play();
    }

    /** Asks for the progress unless the last answer is still awaited. */
    private void look() {
        if (looking) {
            return;
        }
        looking = true;
        EngineClient asked = engine;
        String name = flow;
        int number = watched;
        background.run(
                () -> asked.progress(name),
                progress -> {
                    if (number == watched) {
                        looking = false;
                        answered(progress);
                    }
                },
                trouble -> {
                    if (number == watched) {
                        looking = false;
                        unanswered(trouble);
                    }
                });
    }

    private void answered(Progress progress) {
        if (failures > 0) {
            failures = 0;
            lookEvery(pause);
            overlay.toast(Mood.PLAIN, engine.name() + " answers again.");
        }
        report(progress);
    }

    /** Goes on asking, less and less often; the flow may well run on where it is. */
    private void unanswered(EngineTrouble trouble) {
        failures++;
        if (failures == 1) {
            overlay.toast(Mood.BAD, trouble.words() + "\nIt is asked again until it answers.");
        }
        double factor = Math.pow(2, Math.min(failures, 10));
        Duration wait = pause.multiply(factor);
        lookEvery(wait.lessThan(LONGEST_PAUSE) ? wait : LONGEST_PAUSE);
        onProgress.accept(
                new Watched(flow, engine.name(), last, last.unreachable(trouble.words())));
    }

    private void report(Progress progress) {
        Progress before = last;
        last = progress;
        onProgress.accept(new Watched(flow, engine.name(), before, progress));
        if (before.state().isActive() && !progress.state().isActive()) {
            looks.stop();
            ended(progress);
        } else if (!starting && !progress.state().isActive() && before.state() == State.NONE) {
            looks.stop();
            if (progress.state() != State.NONE) {
                ended(progress);
            }
        }
    }

    private void ended(Progress progress) {
        switch (progress.state()) {
            case COMPLETED -> overlay.toast(Mood.GOOD, completed(progress));
            case STOPPED ->
                    overlay.toast(
                            Mood.PLAIN, flow + " stopped; the next start goes on from there.");
            case FAILED ->
                    overlay.toast(
                            Mood.BAD,
                            progress.message().orElse(flow + " failed on " + engine.name()));
            case NONE, STARTING, RUNNING, WAITING, STOPPING, UNREACHABLE -> {}
        }
    }

    private String completed(Progress progress) {
        long rejected =
                progress.counters().values().stream().mapToLong(Progress.Counters::rejected).sum();
        String words =
                String.format(Locale.ROOT, "%s completed in %.1f s", flow, progress.seconds());
        return rejected == 0
                ? words + "."
                : words + "; " + Words.count(rejected, "row") + " rejected.";
    }

    void close() {
        looks.stop();
        if (engine != local) {
            engine.close();
        }
        local.close();
    }
}
