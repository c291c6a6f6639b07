package dev.weir.processors.files.text;

import dev.weir.api.Context;
import dev.weir.api.StopFlow;
import dev.weir.api.Storage;
import dev.weir.api.Storage.StoredFile;
import dev.weir.processors.files.text.TextReceipt.Part;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The place that a sink writes to, with two hidden lists in it: the visible files that this sink of
 * this flow wrote, and the drafts that it has begun. The lists are what lets it replace and sweep
 * its own files and no others.
 */
public final class Place {

    private final Storage storage;
    private final Clock clock;
    private final Target target;
    private final WhenExists whenExists;
    private final String tag;
    private final PathList written;
    private final PathList drafts;
    private final Map<String, String> tables = new HashMap<>();

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
    Part newPart(String table, int number, long sequence) throws IOException {
        String visible = target.file(table, number);
        String hidden = newDraft(visible, sequence);
        return new Part(table, number, hidden, visible, 0, 0, 0, clock.millis());
    }

    /**
     * Makes a draft visible, once: what was shown and is gone since was taken away by somebody
     * else.
     */
    public void show(String hidden, String visible) throws IOException {
        if (storage.exists(hidden) || drafts.contains(draftOf(hidden))) {
            written.add(visible);
            storage.publish(hidden, visible);
        }
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
        checkFolder();
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

    private void checkFolder() throws IOException, StopFlow {
        boolean alone = target.isFile() && !target.isByTable();
        if (alone && storage.exists(target.path()) && storage.file(target.path()).isEmpty()) {
            throw new StopFlow(
                    "WEIR-4215",
                    "%s is a folder, so that no file can have this name".formatted(target.path()));
        }
        String folder = target.folder();
        for (int end = folder.length() - 1; end > 0; end = folder.lastIndexOf('/', end - 1)) {
            String above = folder.substring(0, end);
            if (storage.file(above).isPresent()) {
                throw new StopFlow(
                        "WEIR-4215",
                        "%s is a file, so that nothing can be written below it".formatted(above));
            }
            if (storage.exists(above)) {
                return;
            }
        }
    }

    /** The visible files that give way to new ones. */
    public Set<String> replaced() throws IOException {
        var old = new HashSet<>(written.paths());
        if (whenExists == WhenExists.REPLACE) {
            files().forEach(file -> old.add(file.path()));
        }
        return old;
    }

    /** Size of a visible file; 0 if it is not there. */
    public long size(String visible) throws IOException {
        return storage.file(visible).map(StoredFile::bytes).orElse(0L);
    }

    /** Whether what is in a visible file of some size is whole lines. */
    boolean endsWithLine(String visible, long size) throws IOException {
        if (size == 0) {
            return true;
        }
        try (var end = storage.read(visible, size - 1)) {
            return end.read() == '\n';
        }
    }

    /** The time, in milliseconds since 1970. */
    long now() {
        return clock.millis();
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
        return last;
    }

    /** The visible files that are there, whoever wrote them. */
    private List<StoredFile> files() throws IOException {
        if (target.isFile() && !target.isByTable()) {
            return storage.file(target.path()).stream().toList();
        }
        var ours = target.files();
        return storage.files(target.folder(), target.depth()).stream()
                .filter(file -> ours.test(file.path()))
                .toList();
    }
}
