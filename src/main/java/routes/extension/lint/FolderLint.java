package routes.extension.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.channel.mapped.ChannelFolder;
import routes.channel.mapped.MappedChannels;
import routes.common.error.VeaiopsException;
import routes.extension.claim.Claims;
import routes.extension.source.PluginJar;
import routes.extension.source.PluginLoader;
import routes.extension.source.SampleRun;
import routes.extension.source.SourceFileReader;
import routes.extension.source.SourceFolder;
import routes.extension.source.SourcePack;
import routes.extension.source.SourcePack.Origin;
import routes.extension.source.SourceRegistry;
import routes.notice.EventLinks;
import routes.notice.receipt.ReceiptRegistry;
import routes.notice.render.Medium;
import routes.notice.render.NoticeRenderer;

/**
 * Checks a folder laid out as the application's resources are: {@code routes/}, {@code mappings/}, {@code channels/},
 * {@code receipts/}, {@code templates/} and {@code *.properties}. Whatever is not there is not checked.
 */
public final class FolderLint {
    private static final Pattern PLACE = Pattern.compile("(?s)(.+?):(?:(\\d+):)? (.*)");
    private static final Pattern LISTED = Pattern.compile("(?m)^\\s*- ");

    private final RouteProject shipped;
    private final SourceFileReader mappings;
    private final Collection<Medium> media;
    private final Supplier<Claims> names;

    /**
     * @param shipped the application's own routes: what a route of the folder may name
     * @param media the channels whose templates are known
     * @param names those that come with the application, a registry for each folder
     */
    public FolderLint(
            RouteProject shipped, SourceFileReader mappings, Collection<Medium> media, Supplier<Claims> names) {
        this.shipped = shipped;
        this.mappings = mappings;
        this.media = media;
        this.names = names;
    }

    /** Everything that is wrong, by file and line. */
    public List<LintFinding> findings(Path folder) {
        List<LintFinding> found = new ArrayList<>();
        found.addAll(plugins(folder));
        found.addAll(routes(folder));
        DeclaredSettings.files(folder).forEach(file -> found.addAll(settings(file)));
        found.addAll(mappings(folder));
        MappedChannels.read(ChannelFolder.packs(folder.resolve("channels")), Set.of(), receipts(folder))
                .problems()
                .forEach(problem -> found.add(finding(problem)));
        new FolderClaims(shipped, mappings, receipts(folder))
                .problems(folder, names.get())
                .forEach(problem -> found.add(finding(problem)));
        ifThere(folder.resolve("receipts"))
                .ifPresent(receipts -> found.addAll(refusals(() -> ReceiptRegistry.load(Optional.of(receipts)))));
        ifThere(folder.resolve("templates"))
                .ifPresent(templates -> found.addAll(refusals(() -> new NoticeRenderer(
                                Optional.of(templates),
                                new EventLinks("http://localhost"),
                                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                        .checked(media))));
        return found;
    }

    private List<LintFinding> mappings(Path folder) {
        List<LintFinding> found = new ArrayList<>();
        SourceRegistry registry = new SourceRegistry(mappings);
        for (SourcePack pack : SourceFolder.packs(folder.resolve("mappings"), Origin.FOLDER)) {
            SourceRegistry.Entry entry = registry.offer(pack);
            entry.problems().forEach(problem -> found.add(finding(problem)));
            if (entry.file() != null && entry.problems().isEmpty()) {
                SampleRun.unseen(entry.file(), pack)
                        .forEach(status -> found.add(new LintFinding(
                                pack.place(),
                                1,
                                "",
                                "no sample makes a " + status
                                        + " alarm, which the mapping can: put such a post into samples/")));
            }
            found.addAll(
                    MappingTextRule.findings(pack.place(), pack.yaml().lines().toList()));
        }
        return found;
    }

    /** Of the application and of the folder; another check reports what is wrong with the latter. */
    private static Set<String> receipts(Path folder) {
        try {
            return ReceiptRegistry.load(ifThere(folder.resolve("receipts"))).names();
        } catch (VeaiopsException e) {
            return Set.copyOf(ReceiptRegistry.BUILT_IN);
        }
    }

    private List<LintFinding> routes(Path folder) {
        Path routes = folder.resolve("routes");
        if (!Files.isDirectory(routes)) {
            return List.of();
        }
        DeclaredSettings settings = shipped.settings().withFolder(folder);
        List<RouteFile> own = RouteProject.of(routes, settings, shipped.beans()).files();
        Set<String> names = own.stream().map(RouteFile::name).collect(Collectors.toSet());
        return RouteLint.findings(shipped.with(own, settings).withParts(new PluginLoader(PluginJar.files(folder))))
                .stream()
                .filter(finding -> names.contains(finding.file()))
                .toList();
    }

    private static List<LintFinding> plugins(Path folder) {
        List<Path> jars = PluginJar.files(folder);
        ClassLoader together = new PluginLoader(jars);
        return jars.stream()
                .flatMap(jar ->
                        problem(jar, together).map(problem -> new LintFinding(jar.toString(), 1, "", problem)).stream())
                .toList();
    }

    private static Optional<String> problem(Path jar, ClassLoader together) {
        try {
            return PluginJar.read(jar).problem(together);
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** A name that no code reads is a misspelled one. */
    private List<LintFinding> settings(Path file) {
        List<LintFinding> found = new ArrayList<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String name = lines.get(i).replaceAll("\\s*[=:].*", "").strip();
            if (name.startsWith("veaiops.") && !shipped.settings().knows(name)) {
                found.add(new LintFinding(
                        file.getFileName().toString(),
                        i + 1,
                        "",
                        "there is no setting " + name + "; "
                                + shipped.settings().nearest(name)));
            }
        }
        return found;
    }

    private static List<LintFinding> refusals(Runnable load) {
        try {
            load.run();
            return List.of();
        } catch (VeaiopsException e) {
            return Stream.of(LISTED.split(e.getMessage()))
                    .skip(1)
                    .map(String::strip)
                    .map(FolderLint::finding)
                    .toList();
        }
    }

    private static LintFinding finding(String problem) {
        Matcher place = PLACE.matcher(problem);
        if (!place.matches()) {
            return new LintFinding("", 1, "", problem);
        }
        int line = place.group(2) == null ? 1 : Integer.parseInt(place.group(2));
        return new LintFinding(place.group(1), line, "", place.group(3));
    }

    private static Optional<Path> ifThere(Path folder) {
        return Optional.of(folder).filter(Files::isDirectory);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }
}
