package routes.notice.receipt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import routes.common.error.VeaiopsException;
import routes.common.yaml.YamlText;
import routes.notice.receipt.ReceiptRules.Named;

/** All rules for targets' answers: those of the application, replaced or joined by files of a folder. */
public final class ReceiptRegistry {
    /** The vendors whose rules come with the application; {@code http} is what the others fall back on. */
    public static final List<String> BUILT_IN = List.of(
            "lark-app",
            "lark-bot",
            "dingtalk",
            "wecom",
            "slack",
            "teams",
            "webhook",
            "discord",
            "telegram",
            "mattermost",
            "ntfy",
            "email",
            "http");

    private static final String SUFFIX = ".yaml";

    private final Map<String, ReceiptRules> rules;
    private volatile Set<String> names;

    private ReceiptRegistry(Map<String, ReceiptRules> rules) {
        this.rules = new ConcurrentSkipListMap<>(rules);
        this.names = Set.copyOf(rules.keySet());
    }

    /**
     * @param folder files {@code <name>.yaml}; one of a known name replaces the rules of the application as a whole
     * @throws UnusableReceiptRules with all problems of all files
     */
    public static ReceiptRegistry load(Optional<Path> folder) {
        return load(folder, List.of());
    }

    /** A file as it was when it was saved. */
    public record Saved(String name, String place, String yaml) {}

    /** @param saved more files, over those of the folder */
    public static ReceiptRegistry load(Optional<Path> folder, Collection<Saved> saved) {
        List<String> problems = new ArrayList<>();
        Map<String, YamlText> texts = new TreeMap<>();
        BUILT_IN.forEach(name -> texts.put(name, builtIn(name, problems)));
        folder.ifPresent(place -> own(place, problems).forEach(text -> texts.put(text.name(), text)));
        saved.forEach(file -> texts.put(file.name(), new YamlText(file.name(), file.place(), file.yaml(), problems)));
        ReceiptRegistry book = read(texts.values());
        if (!problems.isEmpty()) {
            throw new UnusableReceiptRules(problems);
        }
        return book;
    }

    /**
     * Rules that were taken from this registry are those of the other from now on. Those that the other does not have judge on,
     * and have no name any more.
     */
    public void become(ReceiptRegistry other) {
        names = other.names;
        other.rules.forEach((name, newer) -> {
            ReceiptRules known = rules.putIfAbsent(name, newer);
            if (known != null) {
                known.become(newer);
            }
        });
    }

    public Set<String> names() {
        return names;
    }

    /** @throws VeaiopsException when there are no rules of this name */
    public ReceiptRules of(String name) {
        return Optional.ofNullable(rules.get(name))
                .orElseThrow(() -> new VeaiopsException(
                        "there are no receipt rules named " + name + ", only " + new TreeMap<>(rules).keySet()));
    }

    static ReceiptRegistry read(Collection<YamlText> texts) {
        Map<String, ReceiptFile> files = new TreeMap<>();
        texts.forEach(text -> files.put(text.name(), ReceiptFile.read(text)));
        Map<String, ReceiptRules> rules = new TreeMap<>();
        for (YamlText text : texts) {
            ReceiptFile file = Objects.requireNonNull(files.get(text.name()));
            List<Named> all = new ArrayList<>(file.rules());
            file.otherwise().ifPresent(other -> {
                ReceiptFile next = files.get(other);
                if (next != null && next.otherwise().isEmpty()) {
                    all.addAll(next.rules());
                } else {
                    text.problem(1, "\"otherwise\" names no file that could follow: " + other);
                }
            });
            rules.put(text.name(), new ReceiptRules(text.name(), file.places(), all));
        }
        return new ReceiptRegistry(rules);
    }

    private static YamlText builtIn(String name, List<String> problems) {
        String place = "receipts/" + name + SUFFIX;
        try (InputStream in = ReceiptRegistry.class.getResourceAsStream("/" + place)) {
            if (in == null) {
                throw new VeaiopsException(place + " is missing in the application");
            }
            return new YamlText(name, place, new String(in.readAllBytes(), StandardCharsets.UTF_8), problems);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + place, e);
        }
    }

    private static List<YamlText> own(Path folder, List<String> problems) {
        if (!Files.isDirectory(folder)) {
            problems.add(folder + ": there is no such folder");
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .map(file -> own(file, file.getFileName().toString(), problems))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder " + folder, e);
        }
    }

    private static YamlText own(Path file, String fileName, List<String> problems) {
        String name = fileName.substring(0, fileName.length() - SUFFIX.length());
        try {
            return new YamlText(name, file.toString(), Files.readString(file), problems);
        } catch (IOException e) {
            problems.add(file + ": cannot be read");
            return new YamlText(name, file.toString(), "", new ArrayList<>());
        }
    }
}
