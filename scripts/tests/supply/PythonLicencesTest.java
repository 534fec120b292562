package supply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flowgauge.notebook.Jupyter;
import flowgauge.serve.PinnedEnvironments;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.setup.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No Python package under a copyleft licence, or under none: told by what is installed. */
class PythonLicencesTest {
  private static final Map<String, String> DECIDED =
      Map.of(
          "certifi",
          "MPL-2.0, which binds its own files only: root certificates, unchanged",
          "tqdm",
          "MPL-2.0 and MIT, which bind its own files only; openai brings it",
          "fqdn",
          "MPL-2.0, which binds its own files only; jupyter-events brings it",
          "bidict",
          "MPL-2.0, which binds its own files only; locust brings it, for benchmarks",
          "docutils",
          "public domain and BSD but for an Emacs mode, which is GPL-3.0 and not installed;"
              + " promptflow-core 1.12.0 brings it");

  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "appnope", "BSD-2-Clause; macOS",
          "async-timeout", "Apache-2.0; Python 3.9 and 3.10",
          "cffi", "MIT; Windows and PyPy",
          "colorama", "BSD-3-Clause; Windows",
          "exceptiongroup", "MIT; Python 3.9 and 3.10",
          "overrides", "Apache-2.0; Python before 3.12",
          "pycparser", "BSD-3-Clause; where cffi is",
          "pywin32", "PSF-2.0; Windows",
          "pywinpty", "MIT; Windows",
          "tomli", "MIT; Python 3.10");

  @TempDir Path folder;

  @Tag("slow")
  @Test
  void everyPinnedPackageHasOneThatBindsToNothingOrIsDecided() throws Exception {
    PythonLicences licences = new PythonLicences(DECIDED, ELSEWHERE);
    List<String> wrong = new ArrayList<>();
    for (String list : Pin.LISTS) {
      Path file = Checkout.root().resolve(list);
      List<Distribution> installed = Distribution.in(environment(list, file));
      licences.wrong(Pin.of(file), installed).forEach(line -> wrong.add(list + ": " + line));
    }
    assertEquals(List.of(), wrong);
    assertEquals(DECIDED.keySet(), licences.needed(), "decided, though no package needs it");
  }

  private static Path environment(String list, Path file) throws Exception {
    try {
      return made(list, file);
    } catch (IOException | ServeException absent) {
      assumeTrue("1".equals(System.getenv("FLOWGAUGE_REQUIRE_NOTEBOOKS")), absent.getMessage());
      throw absent;
    }
  }

  private static Path made(String list, Path file) throws Exception {
    if (list.startsWith("notebooks/")) {
      return Jupyter.environment(file, System.out::println).folder();
    }
    String name =
        list.startsWith("mock-api/")
            ? "mock"
            : file.getFileName()
                .toString()
                .replaceFirst("^requirements-", "flows-")
                .replace(".txt", "");
    return PinnedEnvironments.folder(name, file, System.out::println);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "License-Expression: GPL-3.0-only",
        "License-Expression: MIT AND LGPL-2.1-or-later",
        "License-Expression: MIT AND (GPL-2.0-only OR Apache-2.0)",
        "License: AGPL-3.0",
        "License: BSD\nClassifier: License :: OSI Approved :: GNU General Public License v3 (GPLv3)",
        "License: GPL\nClassifier: License :: OSI Approved :: MIT License",
        "Classifier: License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)",
        "License-Expression: EPL-2.0"
      })
  void aCopyleftPackageFails(String said) throws IOException {
    List<String> wrong = wrong(said);
    assertEquals(1, wrong.size());
    assertTrue(wrong.get(0).startsWith("added-one is copyleft: ["), wrong.get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Summary: MIT",
        "License: UNKNOWN",
        "License-Expression: LicenseRef-Proprietary",
        "Classifier: License :: Other/Proprietary License",
        "Summary: none\n\nLicense: MIT"
      })
  void oneThatNamesNoKnownLicenceFails(String said) throws IOException {
    assertEquals(1, wrong(said).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "License-Expression: MIT",
        "License-Expression: GPL-2.0-only OR Apache-2.0",
        "License: Dual License\nClassifier: License :: OSI Approved :: BSD License",
        "License: MIT License\n        \n        Copyright (c) the GNU project",
        "Classifier: License :: OSI Approved :: ISC License (ISCL)"
      })
  void oneThatBindsToNothingPasses(String said) throws IOException {
    assertEquals(List.of(), wrong(said));
  }

  private List<String> wrong(String said) throws IOException {
    Path file = Files.writeString(folder.resolve("list.txt"), "Added_One==1.0 \\\n    --hash=x\n");
    metadata("added_one-1.0", "Metadata-Version: 2.4\nName: Added.One\nVersion: 1.0\n" + said);
    return new PythonLicences(DECIDED, ELSEWHERE).wrong(Pin.of(file), Distribution.in(folder));
  }

  private void metadata(String name, String text) throws IOException {
    Path info = folder.resolve("lib/python3.11/site-packages").resolve(name + ".dist-info");
    Files.writeString(Files.createDirectories(info).resolve("METADATA"), text + "\n\nA package.\n");
  }

  @Test
  void whatIsPinnedHasToBeInstalledOrBeOfAnotherPlatform() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("list.txt"),
            "one==2 \\\n    --hash=x\ntwo==1 ; sys_platform == 'win32' \\\n    --hash=x\n"
                + "colorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=x\n");
    metadata("one-1", "Name: one\nVersion: 1\nLicense: MIT");
    List<Pin> pins = Pin.of(file);
    assertTrue(pins.get(0).always());
    assertFalse(pins.get(1).always());
    assertEquals(
        List.of("one 2 is not installed", "two 1 is not installed"),
        new PythonLicences(DECIDED, ELSEWHERE).wrong(pins, Distribution.in(folder)));
  }
}
