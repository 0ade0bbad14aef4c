package routes.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What Prometheus reads of a hub. */
final class ScrapedMetrics {
    /** Those that are there before anything has happened; pauses of the collector come with the first of them. */
    private static final Pattern OF_THE_PROCESS = Pattern.compile("\\b(jvm_(memory|threads)|process|system)_[a-z_]+");

    private ScrapedMetrics() {}

    /** It says which version it is, and what the dashboard shows of its process. */
    static void assertVersionAndProcess(String scraped) throws IOException {
        Set<String> shown = OF_THE_PROCESS
                .matcher(Files.readString(Path.of("deploy/grafana/veaiops.json")))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());

        assertThat(scraped).containsPattern("veaiops_build_info\\{.*version=\"\\d+\\.\\d+\\.\\d+");
        assertThat(shown).isNotEmpty().allSatisfy(name -> assertThat(scraped).containsPattern("\n" + name + "[ {]"));
    }
}
