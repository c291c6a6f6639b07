package dev.weir.processors.files.text;

import dev.weir.api.Context;
import dev.weir.api.StopFlow;
import dev.weir.api.Storage;
import dev.weir.api.Storage.StoredFile;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The place that a sink writes to, with two hidden lists in it: the visible files that this sink of
 * this flow wrote, and the drafts that it has begun. The lists are what lets it replace and sweep
 * its own files and no others.
 */
public final class Place {

    private final Storage storage;
    private final Target target;
    private final WhenExists whenExists;
    private final String tag;
    private final PathList written;
    private final PathList drafts;

    public Place(Context context, Target target, WhenExists whenExists) throws IOException {
        this.storage = context.storage();
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

    /** The name of a new draft, which is noted before it exists. */
    public String newDraft(String visible, long sequence) throws IOException {
        String draft = Target.draft(visible, tag + "." + sequence);
        drafts.add(draft);
        return draft;
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
        int last = -1;
        for (StoredFile file : storage.list(target.allFiles())) {
            last = Math.max(last, target.part(file.path()));
        }
        return target.isFile() ? 0 : last + 1;
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

    /** Fails if there are files that this flow did not write and that nothing is said about. */
    public void check() throws IOException, StopFlow {
        if (whenExists != WhenExists.FAIL) {
            return;
        }
        for (StoredFile file : storage.list(target.allFiles())) {
            if (!written.contains(file.path())) {
                throw new StopFlow(
                        "WEIR-4211",
                        "%s is there already and was not written by this flow; set when-exists to"
                                        .formatted(file.path())
                                + " replace or append, or choose another path");
            }
        }
    }

    /** The visible files that give way to new ones. */
    public Set<String> replaced() throws IOException {
        var old = new HashSet<>(written.paths());
        if (whenExists == WhenExists.REPLACE) {
            storage.list(target.allFiles()).forEach(file -> old.add(file.path()));
        }
        return old;
    }

    /** Size of a visible file; 0 if it is not there. */
    public long size(String visible) throws IOException {
        List<StoredFile> found = storage.exists(visible) ? storage.list(visible) : List.of();
        return found.isEmpty() ? 0 : found.getFirst().bytes();
    }
}
