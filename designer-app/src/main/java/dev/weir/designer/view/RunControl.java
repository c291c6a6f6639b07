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
        return starting || last.state().isActive();
    }

    State state() {
        return starting ? State.STARTING : last.state();
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

    private void watch(Duration pause) {
        looks.stop();
        looks = new Timeline(new KeyFrame(pause, _ -> look()));
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
        background.run(
                () -> asked.progress(name),
                progress -> {
                    looking = false;
                    if (asked == engine) {
                        report(progress);
                    }
                },
                trouble -> {
                    looking = false;
                    looks.stop();
                    overlay.toast(Mood.BAD, trouble.words());
                });
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
            case NONE, STARTING, RUNNING, WAITING, STOPPING -> {}
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
