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
    /** A field that changes between alarms of one problem. */
    public record Unsafe(String field, String why) {}

    /** @param posts at least one */
    static Proposal of(String source, List<LearnedPost> posts, SourceFileReader reader) {
        LearnedPosts learned = LearnedPosts.of(posts);
        List<JsonNode> samples = learned.views();
        Guesses guesses = Guesses.of(Items.of(learned));
        String guessed = MappingText.of(source, learned, guesses);
        boolean fits = fits(source, FingerprintGuess.chosen(guessed), samples, reader);
        List<String> doubts = new ArrayList<>(
                fits ? guesses.doubts() : List.of("no guess fits all of the posts: write the mapping by hand"));
        if (learned.others() > 0) {
            doubts.add("posts: " + learned.others() + " had a body of another kind than "
                    + learned.kind().word() + " and are left out");
        }
        return new Proposal(
                fits ? guessed : MappingText.plain(source, learned),
                fits ? guesses.fingerprint().parts().stream().map(Leaf::jq).toList() : List.of(),
                guesses.unsafe().entrySet().stream()
                        .map(field -> new Unsafe(field.getKey().jq(), field.getValue()))
                        .toList(),
                doubts,
                samples);
    }

    private static boolean fits(String source, String yaml, List<JsonNode> samples, SourceFileReader reader) {
        Optional<SourceFile> file = reader.read(new YamlText(source, "source.yaml", yaml, new ArrayList<>()));
        return file.isPresent()
                && samples.stream().allMatch(sample -> SampleRun.outcome(file.get(), Json.bytes(sample))
                        .isArray());
    }
}
