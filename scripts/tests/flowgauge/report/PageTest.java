//DEPS org.seleniumhq.selenium:selenium-chrome-driver:4.52.0

package flowgauge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import flowgauge.record.RunFolder;
import flowgauge.record.RunNames;
import flowgauge.report.ArticleRun.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The report in a real browser. */
class PageTest {
  private static final String REQUIRED = "FLOWGAUGE_REQUIRE_CHROMIUM";

  /** Pairs of visible texts whose boxes share more than a pixel. */
  private static final String OVERLAPS =
      """
      const boxes = [];
      const visible = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        if (!node.data.trim() || !visible(node.parentElement)
            || node.parentElement.closest('.skip, script, style')) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const r of range.getClientRects()) boxes.push([r, node.data.trim().slice(0, 40)]);
      }
      for (const use of document.querySelectorAll('.plot use')) {
        if (visible(use.ownerSVGElement)) {
          boxes.push([use.getBoundingClientRect(), 'label in ' + use.closest('figure').id]);
        }
      }
      boxes.sort((a, b) => a[0].top - b[0].top);
      const found = [];
      for (let i = 0; i < boxes.length; i++) {
        const a = boxes[i][0];
        for (let j = i + 1; j < boxes.length && boxes[j][0].top < a.bottom - 1; j++) {
          const b = boxes[j][0];
          const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          if (wide > 1 && high > 2) found.push(boxes[i][1] + ' / ' + boxes[j][1]);
        }
      }
      return [boxes.length, ...found];
      """;

  /** Elements that scroll sideways, and whether the page does. */
  private static final String SIDEWAYS =
      """
      const found = [];
      const root = document.scrollingElement;
      if (root.scrollWidth > root.clientWidth) found.push('page: ' + root.scrollWidth);
      for (const e of document.querySelectorAll('table')) {
        if (e.getBoundingClientRect().right > e.parentElement.getBoundingClientRect().right + 1) {
          found.push('table ' + e.caption.textContent);
        }
      }
      for (const e of document.querySelectorAll('body *')) {
        const over = getComputedStyle(e).overflowX;
        if ((over === 'auto' || over === 'scroll') && e.scrollWidth > e.clientWidth + 1) {
          found.push(e.tagName + '.' + e.className);
        }
      }
      return found;
      """;

  /** The kinds of elements, and of attributes, that the page has. */
  private static final String ELEMENTS =
      """
      const found = new Set();
      for (const e of document.querySelectorAll('*')) {
        found.add(e.tagName);
        for (const a of e.attributes) found.add('@' + a.name);
      }
      return [...found].sort();
      """;

  @TempDir static Path folder;

  private static ChromeDriver browser;
  private static String address;
  private static String recordedAddress;
  private static String hostileAddress;

  @BeforeAll
  static void open() throws IOException {
    Path chromium = Pdf.browser().orElse(null);
    Path driver = onPath("chromedriver");
    boolean there = chromium != null && driver != null;
    if (!there && "1".equals(System.getenv(REQUIRED))) {
      fail("chromium and chromedriver are not on PATH, but " + REQUIRED + "=1");
    }
    Assumptions.assumeTrue(there, "needs chromium and chromedriver on PATH");
    RunFolder run =
        new ArticleRun(folder.resolve("run"), 5)
            .with(Shape.wsgi(200, 60, 16).failing(.01))
            .with(Shape.asgi(200, 60).failing(.01))
            .write();
    Path report = folder.resolve("report.html");
    Report.write(List.of(run), report);
    address = report.toUri().toString();
    Path recorded = folder.resolve("recorded.html");
    Report.write(List.of(RunNames.find("article")), recorded);
    recordedAddress = recorded.toUri().toString();
    Path hostile = folder.resolve("hostile.html");
    EscapeTest.write(folder.resolve("hostile-run"), hostile);
    hostileAddress = hostile.toUri().toString();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + Files.createDirectory(folder.resolve("profile")));
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.toFile())
            .usingAnyFreePort()
            .build();
    browser = new ChromeDriver(service, options);
    browser.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(30));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  private static Path onPath(String name) {
    for (String part : System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator)) {
      if (!part.isEmpty() && Files.isExecutable(Path.of(part, name))) {
        return Path.of(part, name);
      }
    }
    return null;
  }

  @BeforeEach
  void load() {
    width(1280);
    theme("light");
    browser.get(address);
  }

  private static void width(int pixels) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", false));
  }

  private static void theme(String value) {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", value))));
  }

  private static String paper() {
    return browser.findElement(By.tagName("body")).getCssValue("background-color");
  }

  /** The colour of the first label of the first chart. */
  private static Object label() {
    return browser.executeScript(
        "return getComputedStyle(document.querySelector('.wide use')).fill");
  }

  @Test
  void asksTheNetworkForNothingAndComplainsOfNothing() {
    List<String> wrong = new ArrayList<>();
    for (LogEntry entry : browser.manage().logs().get(LogType.PERFORMANCE)) {
      String message = entry.getMessage();
      if (message.contains("\"Network.requestWillBeSent\"") && message.contains("\"url\":\"http")) {
        wrong.add(message);
      }
    }
    browser.manage().logs().get(LogType.BROWSER).forEach(entry -> wrong.add(entry.getMessage()));
    assertEquals(List.of(), wrong);
    assertTrue(browser.getTitle().startsWith("flowgauge"));
  }

  @Test
  void aTableIsSortedByClickAndByKey() {
    WebElement table =
        browser.findElement(By.xpath("//table[caption[contains(., 'percentiles')]]"));
    WebElement head = table.findElements(By.cssSelector("thead button")).get(2);
    head.click();
    List<Double> up = column(table, 2);
    assertEquals(up.stream().sorted().toList(), up);
    head.sendKeys(org.openqa.selenium.Keys.ENTER);
    List<Double> down = column(table, 2);
    assertEquals(up.stream().sorted(java.util.Comparator.reverseOrder()).toList(), down);
    assertNotEquals(up, down);
    assertEquals(
        "descending",
        table.findElements(By.cssSelector("thead th")).get(2).getDomAttribute("aria-sort"));
  }

  private static List<Double> column(WebElement table, int index) {
    List<Double> values = new ArrayList<>();
    for (WebElement row : table.findElements(By.cssSelector("tbody tr"))) {
      WebElement cell = row.findElements(By.cssSelector("th, td")).get(index);
      values.add(Double.valueOf(cell.getDomAttribute("data-value")));
    }
    return values;
  }

  @Test
  void bothThemesColourPageAndCharts() {
    String lightPaper = paper();
    Object lightLabel = label();
    theme("dark");
    assertNotEquals(lightPaper, paper());
    assertNotEquals(lightLabel, label());
    browser.findElement(By.id("theme")).click();
    assertEquals(lightPaper, paper(), "the button turns the system's theme round");
    assertEquals(lightLabel, label());
    theme("light");
    assertEquals(lightPaper, paper());
    browser.findElement(By.id("theme")).click();
    assertNotEquals(lightPaper, paper());
  }

  @Test
  void nothingScrollsSidewaysAndNoTextLiesOverAnother() {
    // the recorded run's addresses and commands are longer than a simulated run's
    for (String page : List.of(address, recordedAddress)) {
      browser.get(page);
      for (int width : List.of(1280, 1000, 760, 390)) {
        width(width);
        String where = page + " at " + width;
        assertEquals(List.of(), browser.executeScript(SIDEWAYS), where);
        List<?> overlaps = (List<?>) browser.executeScript(OVERLAPS);
        assertTrue(((Number) overlaps.get(0)).intValue() > 300, "texts of " + where + overlaps);
        assertEquals(List.of(), overlaps.subList(1, overlaps.size()), where);
      }
    }
  }

  @Test
  void whoeverCannotSeeOrPointGetsTheSame() {
    for (WebElement plot : browser.findElements(By.cssSelector(".plot"))) {
      assertEquals("img", plot.getDomAttribute("role"));
      assertTrue(plot.getDomAttribute("aria-label").length() > 20);
    }
    for (WebElement table : browser.findElements(By.tagName("table"))) {
      assertTrue(table.findElement(By.tagName("caption")).getText().length() > 3);
    }
    List<?> order =
        (List<?>)
            browser.executeScript(
                "return [...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])");
    for (int i = 1; i < order.size(); i++) {
      long step = ((Number) order.get(i)).longValue() - ((Number) order.get(i - 1)).longValue();
      assertTrue(step <= 1, "no level of headings is skipped");
    }
  }

  @Test
  void whatOthersWroteIsText() {
    List<?> usual = (List<?>) browser.executeScript(ELEMENTS);
    browser.get(hostileAddress);
    List<?> found = (List<?>) browser.executeScript(ELEMENTS);
    assertEquals(List.of(), found.stream().filter(each -> !usual.contains(each)).toList());
    assertEquals(1L, browser.executeScript("return document.scripts.length"));
    assertEquals(1L, browser.executeScript("return document.querySelectorAll('style').length"));
    assertEquals(false, browser.executeScript("return '" + Hostile.SIGN + "' in window"));
    String text = (String) browser.executeScript("return document.body.textContent");
    assertTrue(text.split("<script>window." + Hostile.SIGN, -1).length > 200, "it is shown");
    assertTrue(browser.getTitle().contains("</title></style></script><script>"), "the title");
  }

  @Test
  void isPrintedToPdf() throws IOException, InterruptedException {
    Path pdf = folder.resolve("report.pdf");
    Pdf.print(folder.resolve("report.html"), pdf);
    byte[] start = new byte[5];
    try (var in = Files.newInputStream(pdf)) {
      assertEquals(5, in.readNBytes(start, 0, 5));
    }
    assertEquals("%PDF-", new String(start, java.nio.charset.StandardCharsets.US_ASCII));
  }
}
