package routes.extension.source;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import routes.extension.claim.Claim;
import routes.extension.claim.Claims;
import routes.extension.claim.Conflict;
import routes.extension.claim.Marks;
import routes.extension.claim.Owner;

/** The names and paths that mapping files ask for. */
public final class SourceClaims {
    private static final String FOLDER = "mappings/";
    private static final String FILE = "/" + SourceFolder.FILE;

    private SourceClaims() {}

    /** The owner that a pack is: one of the application has the same place wherever its files stand. */
    public static Owner owner(SourcePack pack) {
        String text = "the source " + pack.name();
        return switch (pack.origin()) {
            case APPLICATION -> Owner.shipped(
                    FOLDER + pack.name() + FILE, text + " of the application", Claim.Kind.SOURCE);
            case JAR -> Owner.ofPlugin(pack.place(), text, Claim.Kind.SOURCE);
            case FOLDER -> Owner.saved(pack.place(), text, Path.of(pack.place()));
        };
    }

    /** The source that the owner of a place is; empty for another owner. */
    public static String nameOf(String place) {
        Path folder = place.endsWith(FILE) ? Path.of(place).getParent() : null;
        return folder == null ? "" : folder.getFileName().toString();
    }

    /** What the file takes the place of on purpose. */
    public static List<Claim> replaces(SourcePack pack) {
        return Marks.replaces(pack.yaml()).stream()
                .map(name -> new Claim(Claim.Kind.SOURCE, name))
                .toList();
    }

    /** What stands in the way of a source, with file and line. */
    public static List<String> problems(Claims claims, SourcePack pack, SourceFile file) {
        Owner owner = owner(pack);
        Collection<Claim> replaces = replaces(pack);
        List<String> lines = pack.yaml().lines().toList();
        List<Conflict> conflicts = claims.conflicts(owner, SourcePath.claims(file), replaces);
        // whoever has the name has the paths, route ids and beans that come with it
        boolean named = conflicts.stream().anyMatch(SourceClaims::ofName);
        Stream<String> taken = conflicts.stream()
                .filter(conflict -> !named || ofName(conflict))
                .map(conflict -> pack.place() + ":" + conflict.line(lines) + ": " + conflict.message());
        Stream<String> unknown =
                claims.unknown(owner, replaces).stream().map(problem -> pack.place() + ":1: " + problem);
        return Stream.concat(taken, unknown).toList();
    }

    private static boolean ofName(Conflict conflict) {
        return conflict.wanted().kind() == Claim.Kind.SOURCE;
    }
}
