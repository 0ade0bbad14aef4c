package routes.tool.maven;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/** What the hub has itself: those jars need not be beside it once more. */
final class HubJars {
    private static final Pattern PART = Pattern.compile("META-INF/maven/[^/]+/([^/]+)/pom\\.properties");

    private HubJars() {}

    /** Names of artifacts, sorted: of the jars on the class path, and of those that are packed into one. */
    static Set<String> artifacts() {
        Set<String> artifacts = new TreeSet<>();
        List<Path> jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(file -> file.endsWith(".jar"))
                .map(Path::of)
                .filter(Files::isRegularFile)
                .toList();
        for (Path jar : jars) {
            try (ZipFile file = new ZipFile(jar.toFile())) {
                file.stream()
                        .map(entry -> PART.matcher(entry.getName()))
                        .filter(Matcher::matches)
                        .forEach(part -> artifacts.add(part.group(1)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + jar, e);
            }
        }
        return artifacts;
    }
}
