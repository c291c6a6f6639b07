package dev.weir.processors.files.text;

import dev.weir.api.Context;
import dev.weir.api.StopFlow;
import dev.weir.api.Storage;
import dev.weir.api.Storage.StoredFile;
import dev.weir.processors.files.text.TextReceipt.Part;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The place that a sink writes to, with two hidden lists in it: the visible files that this sink of
 * this flow wrote, and the drafts that it has begun. The lists are what lets it replace and sweep
 * its own files and no others.
 */
public final class Place {

    private static final int NOTED = 1000;

    private final Storage storage;
    private final Clock clock;
    private final Target target;
    private final WhenExists whenExists;
    private final String tag;
    private final PathList written;
    private final PathList drafts;
    private final Map<String, String> tables = new HashMap<>();

    /** How many files may be noted as written before those are forgotten that are gone. */
    private int noted;

    public Place(Context context, Target target, WhenExists whenExists) throws IOException {
        this.storage = context.storage();
        this.clock = context.clock();
        this.target = target;
        this.whenExists = whenExists;
        String owner = context.run().flow() + "." + context.processor();
        String name = owner.replaceAll("[^A-Za-z0-9._-]", "_");
        tag = "%08x".formatted(owner.hashCode());
        written = new PathList(storage, target.hidden("weir." + name + "." + tag));
        drafts = new PathList(storage, target.hidden("weir." + name + "." + tag + ".drafts"));
    }

    public Storage storage() {
        return storage;
    }

    public Target target() {
        return target;
    }

    /** The visible files that earlier runs wrote, or this one. */
    public PathList written() {
        return written;
    }

    /**
     * To be told of each table before its first file is begun. Fails if another one has files that
     * some systems would take for the same, on every system alike.
     */
    public void claim(String table) throws StopFlow {
        String other = tables.putIfAbsent(Target.folded(table), table);
        if (other != null && !other.equals(table)) {
            throw new StopFlow("WEIR-4214", Target.shared(List.of(other, table)));
        }
    }

    /** The name of a new draft, which is noted before it exists. */
    public String newDraft(String visible, long sequence) throws IOException {
        String draft = Target.draft(visible, tag + "." + sequence);
        drafts.add(draft);
        return draft;
    }

    /** A part that has nothing in it. */
    Part newPart(String table, int number, long sequence, String header) throws IOException {
        String visible = target.file(table, number);
        String hidden = newDraft(visible, sequence);
        return new Part(table, number, hidden, visible, 0, 0, 0, clock.millis(), header);
    }

    /**
     * Makes drafts visible, each once: what was shown and is gone since was taken away by somebody
     * else. That it is noted as written before is what tells it from a draft that was lost.
     *
     * @param files what each draft is to be called
     */
    public void show(Map<String, String> files) throws IOException, StopFlow {
        var now = new ArrayList<String>();
        for (var file : files.entrySet()) {
            String visible = file.getValue();
            if (storage.exists(file.getKey())) {
                if (storage.exists(visible) && !written.contains(visible)) {
                    throw notOurs(visible);
                }
                now.add(visible);
            } else if (isBegun(file.getKey()) && !written.contains(visible)) {
                throw lost(file.getKey());
            }
        }
        written.addAll(now);
        for (var file : files.entrySet()) {
            if (storage.exists(file.getKey())) {
                storage.publish(file.getKey(), file.getValue());
            }
        }
        if (written.size() > noted) {
            forgetTaken(files.values());
            noted = 2 * written.size() + NOTED;
        }
    }

    /** Whether a hidden file belongs to a draft that was begun and not swept. */
    boolean isBegun(String hidden) {
        return drafts.contains(draftOf(hidden));
    }

    /** Somebody else has a file in the way. */
    StopFlow notOurs(String visible) {
        return new StopFlow(
                "WEIR-4211",
                "%s was not written by this flow, whose next file has this name; take it away, and give each flow a folder of its own"
                        .formatted(visible));
    }

    /** What the last checkpoint names must be there. */
    public static IOException lost(String hidden) {
        return new FileNotFoundException(
                "%s, which the last checkpoint names, is gone; start afresh".formatted(hidden));
    }

    /**
     * Forgets the files that others have taken away since they were shown, but for some and the
     * last of each folder, whose number must not come again.
     */
    private void forgetTaken(Collection<String> kept) throws IOException {
        var last = new HashMap<String, Integer>();
        for (String file : written.paths()) {
            last.merge(folderOf(file), target.part(file), Math::max);
        }
        var left = new ArrayList<String>();
        for (String file : written.paths()) {
            boolean isLast = last.getOrDefault(folderOf(file), -1) == target.part(file);
            if (isLast || kept.contains(file) || storage.exists(file)) {
                left.add(file);
            }
        }
        written.set(left);
    }

    private static String folderOf(String file) {
        return file.substring(0, file.lastIndexOf('/') + 1);
    }

    /**
     * When a file that is held back is due: when it has some age, or at once if the clock was set
     * back behind its beginning.
     */
    public Instant due(long begun, Duration age) {
        var then = Instant.ofEpochMilli(begun);
        var now = clock.instant();
        return then.isAfter(now) ? now : then.plus(age);
    }

    /** The drafts that were begun and not swept. */
    public Set<String> drafts() {
        return drafts.paths();
    }

    /** The draft that a hidden file is, or lies in. */
    public String draftOf(String hidden) {
        return drafts.paths().stream()
                .filter(draft -> hidden.equals(draft) || hidden.startsWith(draft + "/"))
                .findFirst()
                .orElse(hidden);
    }

    /** Number of a part behind all that are there, whoever wrote them. */
    public int nextPart() throws IOException {
        if (target.isFile()) {
            return 0;
        }
        int last = -1;
        for (StoredFile file : files()) {
            last = Math.max(last, target.part(file.path()));
        }
        for (String file : written.paths()) {
            last = Math.max(last, target.part(file));
        }
        return last + 1;
    }

    /** Removes all drafts but some. */
    public void sweep(Set<String> kept) throws IOException {
        var left = new HashSet<String>();
        for (String draft : drafts.paths()) {
            if (kept.contains(draft)) {
                left.add(draft);
            } else {
                storage.delete(draft);
            }
        }
        drafts.set(left);
    }

    /**
     * Fails if no file can be written here, or if there are files that this flow did not write and
     * that nothing is said about.
     */
    public void check() throws IOException, StopFlow {
        var obstacle = Obstacle.of(storage, target);
        if (obstacle.isPresent()) {
            throw new StopFlow("WEIR-4215", obstacle.get());
        }
        if (whenExists != WhenExists.FAIL) {
            return;
        }
        for (StoredFile file : files()) {
            if (!written.contains(file.path())) {
                throw new StopFlow(
                        "WEIR-4211",
                        "%s is there already and was not written by this flow; set when-exists to"
                                        .formatted(file.path())
                                + " replace or append, or choose another path");
            }
        }
    }

    /**
     * Makes drafts visible in the place of what earlier runs have written under the same path. Can
     * be called again after a crash.
     *
     * @param files what each draft is to be called
     */
    public void replace(Map<String, String> files) throws IOException {
        var old = new HashSet<String>();
        var ours = ours();
        written.paths().stream().filter(ours).forEach(old::add);
        if (whenExists == WhenExists.REPLACE) {
            files().forEach(file -> old.add(file.path()));
        }
        var both = new HashSet<>(old);
        both.addAll(files.values());
        written.addAll(both);
        for (var file : files.entrySet()) {
            // What is neither hidden nor visible was shown before, and taken away since.
            if (storage.exists(file.getKey())) {
                storage.publish(file.getKey(), file.getValue());
            }
        }
        old.removeAll(files.values());
        for (String file : old) {
            storage.delete(file);
        }
        written.removeAll(old);
    }

    /**
     * Tells visible files that the path stands for from others, which another value of a parameter
     * in it may have made.
     */
    private Predicate<String> ours() {
        return target.isFile() && !target.isByTable() ? target.path()::equals : target.files();
    }

    /** Size of a visible file; 0 if it is not there. */
    public long size(String visible) throws IOException {
        return storage.file(visible).map(StoredFile::bytes).orElse(0L);
    }

    Instant now() {
        return clock.instant();
    }

    /** Whether no rows stand there, if there are no tables. */
    boolean isEmpty() throws IOException {
        return target.isFile() ? size(target.path()) == 0 : lastPart("") < 0;
    }

    /** Number of the last part of a table that is there, whoever wrote it, or -1. */
    int lastPart(String table) throws IOException {
        String first = target.file(table, 0);
        String folder = first.substring(0, first.lastIndexOf('/') + 1);
        int last = -1;
        for (StoredFile file : storage.files(folder, 1)) {
            boolean isPart = file.path().endsWith("." + target.extension());
            last = Math.max(last, isPart ? target.part(file.path()) : -1);
        }
        for (String file : written.paths()) {
            // The name of a file that was taken away must not come again.
            last = Math.max(last, folderOf(file).equals(folder) ? target.part(file) : -1);
        }
        return last;
    }

    /** The visible files that are there, whoever wrote them. */
    private List<StoredFile> files() throws IOException {
        if (target.isFile() && !target.isByTable()) {
            return storage.file(target.path()).stream().toList();
        }
        var ours = ours();
        return storage.files(target.folder(), target.depth()).stream()
                .filter(file -> ours.test(file.path()))
                .toList();
    }
}
