package dev.weir.core.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Storage.StoredFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalStorageTest {

    @TempDir Path folder;
    private final LocalStorage storage = new LocalStorage();

    @Test
    void listsWhatMatchesOrderedByPath() throws IOException {
        files("b.csv", "a.csv", "a.txt", "sub/c.csv", "sub/deep/d.csv", "x1.csv");

        assertEquals(List.of("a.csv", "b.csv", "x1.csv"), names("*.csv"));
        assertEquals(List.of("a.csv", "a.txt"), names("a.*"));
        assertEquals(List.of("x1.csv"), names("x?.csv"));
        assertEquals(List.of("a.csv", "b.csv"), names("{a,b}.csv"));
        assertEquals(List.of("a.csv", "b.csv"), names("[a-c].csv"));
        assertEquals(List.of("b.csv"), names("[!ax].csv"));
        assertEquals(List.of("sub/c.csv"), names("*/*.csv"));
        assertEquals(
                List.of("a.csv", "b.csv", "sub/c.csv", "sub/deep/d.csv", "x1.csv"),
                names("**/*.csv"));
        assertEquals(List.of("sub/c.csv", "sub/deep/d.csv"), names("sub/**"));
    }

    @Test
    void aPatternWithoutWildcardsIsAFileOrTheFilesOfAFolder() throws IOException {
        files("in/a.csv", "in/b.csv", "in/sub/c.csv");

        assertEquals(List.of("in/a.csv"), names("in/a.csv"));
        assertEquals(List.of("in/a.csv", "in/b.csv"), names("in"));
        assertEquals(List.of(), names("nothing"));
        assertEquals(List.of(), names("nothing/*.csv"));
    }

    @Test
    void takesAFileWhoseNameLooksLikeAPatternLiterally() throws IOException {
        files("report[1].csv", "report1.csv");

        assertEquals(List.of("report[1].csv"), names("report[1].csv"));
    }

    @Test
    void takesFoldersThatAreThereLiterally() throws IOException {
        files("my [data] {x}/a.csv", "my [data] {x}/b/c.csv", "my d x/d.csv", "x/e.csv");

        assertEquals(List.of("my [data] {x}/a.csv"), names("my [data] {x}/*.csv"));
        assertEquals(List.of("my [data] {x}/b/c.csv"), names("my [data] {x}/b"));
        assertEquals(
                List.of("my [data] {x}/a.csv", "my [data] {x}/b/c.csv"),
                names("my [data] {x}/**/*.csv"));
        assertEquals(List.of("my d x/d.csv"), names("my [data] [x]/*.csv"));
    }

    @Test
    void aCharacterInBracketsStandsForItself() throws IOException {
        files("a[1].csv", "b{1}.csv", "a1.csv");

        assertEquals(List.of("a[1].csv"), names("?[[]1[]].csv"));
        assertEquals(List.of("b{1}.csv"), names("?[{]1}.csv"));
    }

    @Test
    void findsAFileAndTheFilesOfAFolderByTheirExactNames() throws IOException {
        files("[ab]/x.csv", "[ab]/.y.csv", "[ab]/c/z.csv", "a/x.csv", "[ab]/k=v.part/x.csv");

        assertEquals(List.of("[ab]/x.csv"), below("[ab]", 1));
        assertEquals(
                List.of("[ab]/c/z.csv", "[ab]/k=v.part/x.csv", "[ab]/x.csv"), below("[ab]", 2));
        assertEquals(List.of(), below("[ax]", 2));
        assertEquals(List.of(), below("a/x.csv", 2));
        assertEquals(11, storage.file(at("[ab]/.y.csv")).orElseThrow().bytes());
        assertEquals(Optional.empty(), storage.file(at("[ab]/c")));
        assertEquals(Optional.empty(), storage.file(at("[b]")));
    }

    @Test
    void neverListsHiddenFilesOrFolders() throws IOException {
        files("a.csv", ".a.csv", "b.csv.part", ".git/c.csv", ".d.part/e.csv", "k=x.part/f.csv");

        assertEquals(List.of("a.csv", "k=x.part/f.csv"), names("**/*"));
        assertEquals(List.of("a.csv"), names(""));
    }

    @Test
    void readsFromAnOffset() throws IOException {
        Files.writeString(folder.resolve("a"), "hello world");

        try (var in = storage.read(at("a"), 6)) {
            assertEquals("world", new String(in.readAllBytes(), UTF_8));
        }
    }

    @Test
    void aDraftIsSeenOnlyWhenPublished() throws IOException {
        try (var draft = storage.draft(at("new/.a.csv.part"))) {
            draft.write(bytes("one\ntwo\n"));
            draft.sync();
        }
        assertEquals(List.of(), names("new"));

        storage.publish(at("new/.a.csv.part"), at("new/a.csv"));
        storage.publish(at("new/.a.csv.part"), at("new/a.csv"));

        assertEquals(List.of("new/a.csv"), names("new"));
        assertEquals("one\ntwo\n", Files.readString(folder.resolve("new/a.csv")));
    }

    @Test
    void aDraftIsContinuedAtItsEndAndForgetsWhatItIsTold() throws IOException {
        try (var draft = storage.draft(at(".a.part"))) {
            draft.write(bytes("one\ntwo\n"));
        }
        try (var draft = storage.draft(at(".a.part"))) {
            assertEquals(8, draft.length());
            draft.truncate(4);
            draft.write(bytes("three\n"));
            assertEquals(10, draft.length());
            assertThrows(FileSystemException.class, () -> draft.truncate(11));
        }
        assertEquals("one\nthree\n", Files.readString(folder.resolve(".a.part")));
    }

    @Test
    void refusesADraftThatWouldBeSeen() {
        assertThrows(IllegalArgumentException.class, () -> storage.draft(at("a.csv")));
    }

    @Test
    void saysSoWhenThereIsNothingToPublish() {
        assertThrows(FileNotFoundException.class, () -> storage.publish(at(".a.part"), at("a")));
    }

    @Test
    void deletesWhatIsThereAndNothingElse() throws IOException {
        files("a.csv");

        storage.delete(at("a.csv"));
        storage.delete(at("a.csv"));

        assertFalse(storage.exists(at("a.csv")));
    }

    @Test
    void aConfinedStorageRefusesPathsAndLinksThatLeadOut() throws IOException {
        files("inside/a.csv", "outside/b.csv");
        var confined = new LocalStorage(List.of(folder.resolve("inside")));
        Files.createSymbolicLink(folder.resolve("inside/link"), folder.resolve("outside"));

        assertTrue(confined.exists(at("inside/a.csv")));
        assertThrows(AccessDeniedException.class, () -> confined.read(at("outside/b.csv"), 0));
        assertThrows(
                AccessDeniedException.class, () -> confined.read(at("inside/../outside/b.csv"), 0));
        assertThrows(AccessDeniedException.class, () -> confined.read(at("inside/link/b.csv"), 0));
        assertThrows(
                AccessDeniedException.class, () -> confined.draft(at("inside/link/.new.part")));
    }

    private void files(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }

    private List<String> names(String pattern) throws IOException {
        String base = at("");
        return storage.list(pattern.isEmpty() ? base : at(pattern)).stream()
                .map(StoredFile::path)
                .map(path -> path.substring(base.length()))
                .toList();
    }

    private List<String> below(String name, int depth) throws IOException {
        return storage.files(at(name), depth).stream()
                .map(file -> file.path().substring(at("").length()))
                .toList();
    }

    private String at(String name) {
        return folder.toString().replace('\\', '/') + "/" + name;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
