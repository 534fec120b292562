package flowgauge.serve.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flows share an environment where their packages are equal, wherever they lie. */
class OwnPackagesTest {
  @TempDir Path temp;

  private String key(String folder, String list) throws Exception {
    Path flow = Files.createDirectories(temp.resolve(folder));
    Path file = Files.writeString(flow.resolve("requirements.txt"), list);
    return new OwnPackages(flow, Optional.of(file), List.of()).key();
  }

  private void library(String folder, String text) throws IOException {
    Path library = Files.createDirectories(temp.resolve(folder).resolve("lib"));
    Files.writeString(library.resolve("setup.py"), text);
  }

  @Test
  void equalListsHaveOneKey() throws Exception {
    assertEquals(key("a", "humanize\n"), key("b", "humanize\n"));
    assertNotEquals(key("a", "humanize\n"), key("b", "humanize==4\n"));
  }

  @Test
  void aFolderOfTheirOwnCountsByItsContentAndAnEditableOneByItsPlace() throws Exception {
    library("a", "1");
    library("b", "1");
    assertEquals(key("a", "./lib\n"), key("b", "./lib\n"));
    assertNotEquals(key("a", "-e ./lib\n"), key("b", "-e ./lib\n"));
    library("b", "2");
    assertNotEquals(key("a", "./lib\n"), key("b", "./lib\n"));
  }
}
