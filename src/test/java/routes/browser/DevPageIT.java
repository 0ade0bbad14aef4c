package routes.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;
import routes.tool.preview.DevServer;
import routes.tool.preview.DevServerTest;

/** The page of {@code veaiops dev} in a browser: a keystroke changes the result, a button writes. */
@Tag("slow")
class DevPageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void a_mapping_is_written_with_its_result_beside_it() throws Exception {
        Path samples = Files.createDirectories(folder.resolve("mappings/beeper/samples"));
        Files.writeString(samples.resolve("loud.json"), "{\"room\":\"cellar\"}");
        Path file = Files.writeString(
                samples.resolveSibling("source.yaml"),
                "source: beeper\nalarm: |\n  {fingerprint: [.room], status: \"firing\", level: \"P1\", title: .room}\n");
        try (DevServer server = DevServer.start(0, DevServerTest.page(folder, file));
                Browser browser = Browser.desktop("en")) {
            browser.open(server.url());
            await(browser, "cellar");
            assertThat(browser.text()).contains("P1", "opened", "Lark app");

            type(browser, "#body", "{\"room\":\"attic\"}");
            await(browser, "attic");
            type(browser, "#name", "attic");
            browser.element("#sample").click();
            Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(samples.resolve("attic.json")));
            browser.element("#approve").click();
            Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(samples.resolve("attic.expected.json")));

            type(browser, "#mapping", "source: beeper\nalarm: '{'");
            await(browser, "mapping:2");
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.seriousFaults()).isEmpty();
        }
    }

    private static void type(Browser browser, String field, String text) {
        WebElement element = browser.element(field);
        element.clear();
        element.sendKeys(text);
    }

    private static void await(Browser browser, String text) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        browser.element("#result").getText())
                .contains(text));
    }
}
