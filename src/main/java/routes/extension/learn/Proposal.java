package routes.extension.learn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routes.common.json.Json;
import routes.common.yaml.YamlText;
import routes.extension.source.SampleRun;
import routes.extension.source.SourceFile;
import routes.extension.source.SourceFileReader;

/**
 * A mapping file made of posts, with those posts as its samples.
 *
 * @param mapping text of {@code source.yaml}
 * @param fingerprint fields that it is made of
 * @param unsafe fields that must not be part of a fingerprint, and why
 * @param doubts what a person has to look at
 * @param samples the different ones among the posts, without secrets
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Proposal(
        String mapping, List<String> fingerprint, List<Unsafe> unsafe, List<String> doubts, List<JsonNode> samples) {
    private static final int MOST_SAMPLES = 10;

    /** A field that changes between alarms of one problem. */
    public record Unsafe(String field, String why) {}

    /** @param posts at least one; secrets in them are hidden here if they have not been before */
    public static Proposal of(String source, List<JsonNode> posts, SourceFileReader reader) {
        List<JsonNode> samples =
                posts.stream().map(Masked::of).distinct().limit(MOST_SAMPLES).toList();
        Guesses guesses = Guesses.of(Items.of(samples));
        String guessed = MappingText.of(source, samples.size(), guesses);
        boolean fits = fits(source, FingerprintGuess.chosen(guessed), samples, reader);
        return new Proposal(
                fits ? guessed : MappingText.plain(source, samples.size()),
                fits ? guesses.fingerprint().parts().stream().map(Leaf::jq).toList() : List.of(),
                guesses.unsafe().entrySet().stream()
                        .map(field -> new Unsafe(field.getKey().jq(), field.getValue()))
                        .toList(),
                fits ? guesses.doubts() : List.of("no guess fits all of the posts: write the mapping by hand"),
                samples);
    }

    private static boolean fits(String source, String yaml, List<JsonNode> samples, SourceFileReader reader) {
        Optional<SourceFile> file = reader.read(new YamlText(source, "source.yaml", yaml, new ArrayList<>()));
        return file.isPresent()
                && samples.stream().allMatch(sample -> SampleRun.outcome(file.get(), Json.bytes(sample))
                        .isArray());
    }
}
