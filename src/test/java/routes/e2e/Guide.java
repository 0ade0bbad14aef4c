package routes.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the development guide asks of a newcomer: files to write and commands to run, in its order. */
record Guide(List<Part> parts) {
    /** In the order in which they are read: the channel is there when the source tries it. */
    private static final List<Path> PAGES = Stream.of("development", "development-channels", "development-sources")
            .map(page -> Path.of("docs", page + ".md"))
            .toList();

    /** A fence with what follows it, an indented line, or words in backticks. */
    private static final Pattern PARTS =
            Pattern.compile("(?ms)^( *)```(\\w*)(?: (\\S+))?\\n(.*?)^\\1```$|^    (\\w[^\\n]*)$|`([^`]+)`");

    private static final List<String> SHELLS = List.of("sh", "bash", "shell", "console");
    private static final Pattern WORDS = Pattern.compile("[a-z][\\w./-]* .+");

    /** One part of it. */
    sealed interface Part {}

    /** A file that has a name at its fence. */
    record Named(String path, String text) implements Part {}

    /** Commands on lines of their own. */
    record Commands(String text) implements Part {}

    /** A command within a sentence. */
    record Spoken(String command) implements Part {}

    static Guide read() {
        return of(text());
    }

    /** All of its pages. */
    static String text() {
        StringBuilder text = new StringBuilder();
        for (Path page : PAGES) {
            try {
                text.append(Files.readString(page)).append('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return text.toString();
    }

    static Guide of(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher part = PARTS.matcher(text);
        while (part.find()) {
            if (part.group(3) != null) {
                parts.add(new Named(part.group(3), part.group(4)));
            } else if (part.group(2) != null && SHELLS.contains(part.group(2))) {
                parts.add(new Commands(part.group(4)));
            } else if (part.group(5) != null) {
                parts.add(new Commands(part.group(5)));
            } else if (part.group(6) != null && runs(part.group(6).replaceAll("\\s+", " "))) {
                parts.add(new Spoken(part.group(6).replaceAll("\\s+", " ")));
            }
        }
        return new Guide(parts);
    }

    /** Whether its first word is a program, here or on the path. */
    private static boolean runs(String words) {
        String program = words.split(" ")[0];
        return WORDS.matcher(words).matches()
                && (List.of("veaiops", "mvn", "java", "curl", "docker").contains(program)
                        || program.startsWith("./")
                        || Stream.of(System.getenv("PATH").split(":"))
                                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))));
    }

    /** Commands within sentences that are no mention of one on a line of its own, each once. */
    List<String> spoken() {
        String lines = parts.stream()
                .filter(Commands.class::isInstance)
                .map(part -> ((Commands) part).text())
                .reduce("", (all, next) -> all + "\n" + next);
        return parts.stream()
                .filter(Spoken.class::isInstance)
                .map(part -> ((Spoken) part).command())
                .distinct()
                .filter(command -> !lines.contains("\n" + command))
                .toList();
    }
}
