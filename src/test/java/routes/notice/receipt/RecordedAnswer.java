package routes.notice.receipt;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.common.json.Json;

/** A vendor's answer as a file under {@code src/test/resources/receipts/<rules>/}, and what it must mean. */
record RecordedAnswer(
        @Nullable String about,
        int status,
        Map<String, String> headers,
        String body,
        @JsonProperty("sent_bytes") long sentBytes,
        @Nullable Instant at,
        Expectation expect) {
    private static final Path FOLDER = Path.of("src/test/resources/receipts");
    private static final Instant USUAL_TIME = Instant.parse("2026-03-01T12:00:00Z");

    /**
     * What an answer must mean.
     *
     * @param result {@code sent}, {@code later} or {@code refused}
     */
    record Expectation(
            String rule,
            String result,
            @Nullable String reason,
            @Nullable String remedy,
            @Nullable String code,
            @Nullable String text,
            @JsonProperty("wait_seconds") @Nullable Double waitSeconds,
            @Nullable String id) {}

    VendorAnswer answer() {
        return new VendorAnswer(
                status,
                headers,
                body.getBytes(StandardCharsets.UTF_8),
                new SentMessage("notice-1", sentBytes),
                Optional.ofNullable(at).orElse(USUAL_TIME));
    }

    static List<Path> files() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static RecordedAnswer read(Path file) {
        try {
            return Json.mapper().readValue(Files.readAllBytes(file), RecordedAnswer.class);
        } catch (IOException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }

    /** The name of the rules that judge the answer. */
    static String rules(Path file) {
        return file.getParent().getFileName().toString();
    }
}
