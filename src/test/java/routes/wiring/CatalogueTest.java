package routes.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code -Ddocs.update=true} writes the page of all sources and channels anew. */
class CatalogueTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path MAPPINGS = RESOURCES.resolve("mappings");
    private static final Path CHANNELS = RESOURCES.resolve("channels");
    private static final Path MESSAGES = Path.of("src/test/resources/messages");

    /** Sources with a converter in Java, and where they are described. */
    private static final List<String> CODED_SOURCES = List.of("zabbix", "aliyun", "volcengine", "chatops");

    /** Type, folder of its messages, and heading in the page of channels. */
    private record Coded(String type, String folder, String anchor) {}

    private static final List<Coded> CODED_CHANNELS = List.of(
            new Coded("DingTalk", "dingtalk", "dingtalk"),
            new Coded("Email", "email", "e-mail"),
            new Coded("Lark", "lark", "lark-and-feishu"),
            new Coded("LarkBot", "lark", "lark-and-feishu"),
            new Coded("Slack", "slack", "slack"),
            new Coded("Teams", "teams", "teams"),
            new Coded("Webhook", "webhook", "webhook"),
            new Coded("WeChat", "wecom", "wecom"));

    @ParameterizedTest
    @CsvSource({"catalogue.md, 0", "catalogue.zh-CN.md, 1"})
    void the_page_names_every_source_and_channel_that_is_shipped(String name, int language) throws IOException {
        Path page = Path.of("docs", name);
        String written = heading(language) + sourcesPart(language) + channelsPart(language);
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(page, written);
        }

        assertThat(Files.readString(page)).isEqualTo(written);
        assertThat(CODED_CHANNELS).allSatisfy(channel -> assertThat(headings()).contains(channel.anchor()));
    }

    private static String heading(int language) {
        return word(language, "# Sources and channels", "# 告警源与通知渠道")
                + "\n\n"
                + word(
                        language,
                        "Everything that is shipped; this page is written from the files. More come from"
                                + " [mappings](development-sources.md#map-an-alarm-source) and"
                                + " [channel files](development-channels.md#map-a-channel) of your own.",
                        "随应用提供的全部告警源与渠道；本页由文件生成。自定义方式见"
                                + "[告警源映射](development-sources.md#map-an-alarm-source)与[渠道文件](development-channels.md#map-a-channel)。")
                + "\n\n";
    }

    private static String sourcesPart(int language) {
        return word(language, "## Alarm sources", "## 告警源")
                + "\n\n"
                + word(
                        language,
                        "| source | posts to | authentication | recovery | samples | set-up |",
                        "| 告警源 | 接收路径 | 认证 | 恢复 | 样例 | 配置步骤 |")
                + "\n|---|---|---|---|---|---|\n"
                + sources()
                + "\n\n";
    }

    private static String channelsPart(int language) {
        return word(language, "## Channels", "## 通知渠道")
                + "\n\n"
                + word(
                        language,
                        "| channel | credentials of a bot | what is over | approved messages | set-up |",
                        "| 渠道 | 机器人凭据 | 恢复消息 | 已核对消息 | 配置步骤 |")
                + "\n|---|---|---|---|---|\n"
                + channels(language)
                + "\n";
    }

    private static String word(int language, String english, String chinese) {
        return language == 0 ? english : chinese;
    }

    private static String sources() {
        Stream<String> coded = CODED_SOURCES.stream()
                .map(name -> row(
                        "`" + name + "`",
                        "`" + setting("veaiops.alarms." + name + ".path") + "`",
                        "token: usual",
                        "✓",
                        Integer.toString(files(Path.of("src/test/resources/samples", name))
                                .size()),
                        "[veaiops.md](veaiops.md)"));
        Stream<String> mapped = files(MAPPINGS).stream().map(CatalogueTest::mapped);
        return Stream.concat(coded, mapped).collect(Collectors.joining("\n"));
    }

    private static String mapped(Path folder) {
        String name = folder.getFileName().toString();
        String yaml = text(folder.resolve("source.yaml"));
        List<Path> samples = files(folder.resolve("samples"));
        boolean recovers = samples.stream()
                .filter(sample -> sample.toString().endsWith(".expected.json"))
                .anyMatch(sample -> text(sample).contains("\"RESOLVED\""));
        String paths = Stream.concat(Stream.of("/alarms/" + name), words(field(yaml, "paths")))
                .map(path -> "`" + path + "`")
                .collect(Collectors.joining(", "));
        long posts = samples.stream()
                .filter(sample -> !sample.toString().endsWith(".expected.json"))
                .count();
        return row(
                "`" + name + "` [" + field(yaml, "title") + "](" + field(yaml, "docs") + ")",
                paths,
                authentication(yaml),
                recovers ? "✓" : "–",
                Long.toString(posts),
                "[source.yaml](../src/main/resources/mappings/" + name + "/source.yaml)");
    }

    private static String authentication(String yaml) {
        Matcher block = Pattern.compile("(?m)^auth:\\n((?: .*\\n)+)").matcher(yaml);
        return block.find()
                ? block.group(1)
                        .lines()
                        .map(line -> line.strip().replaceFirst("^- ", ""))
                        .collect(Collectors.joining("; "))
                : "token: usual";
    }

    private static String channels(int language) {
        List<String> rows = new ArrayList<>();
        String message = word(language, "a message", "一条消息");
        CODED_CHANNELS.forEach(channel -> rows.add(row(
                "`" + channel.type() + "`",
                word(language, "see set-up", "见配置步骤"),
                message,
                Integer.toString(files(MESSAGES.resolve(channel.folder())).size()),
                "[channels.md](channels.md#" + channel.anchor() + ")")));
        for (Path folder : files(CHANNELS)) {
            String yaml = text(folder.resolve("channel.yaml"));
            String name = folder.getFileName().toString();
            boolean closes = yaml.contains("\nresolved:")
                    || text(RESOURCES.resolve("templates/" + name + "/fallback.mustache"))
                            .contains("resolve{{");
            String credentials = Pattern.compile("(?<![/a-z])name: ([a-z_]+)")
                    .matcher(yaml)
                    .results()
                    .map(found -> "`" + found.group(1) + "`")
                    .collect(Collectors.joining(", "));
            rows.add(row(
                    "`" + field(yaml, "channel") + "` [" + field(yaml, "title") + "](" + field(yaml, "docs") + ")",
                    credentials,
                    closes ? word(language, "ends the incident", "关闭对应事件") : message,
                    Integer.toString(files(MESSAGES.resolve(name)).size()),
                    "[channels.md](channels.md#channels-that-are-files)"));
        }
        return String.join("\n", rows);
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String field(String yaml, String key) {
        Matcher found = Pattern.compile("(?m)^" + key + ": (.*)$").matcher(yaml);
        return found.find() ? found.group(1).strip() : "";
    }

    private static Stream<String> words(String list) {
        return Stream.of(list.replaceAll("[\\[\\]]", "").split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static String setting(String name) {
        return Optional.of(text(RESOURCES.resolve("application.properties")))
                .map(all -> Pattern.compile("(?m)^" + Pattern.quote(name) + " *= *(.*)$")
                        .matcher(all))
                .filter(Matcher::find)
                .map(found -> found.group(1).strip())
                .orElse("/alarms/" + name.split("\\.")[2]);
    }

    private static List<String> headings() {
        return text(Path.of("docs/channels.md"))
                .lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3).toLowerCase(Locale.ROOT).replace(" ", "-"))
                .toList();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
