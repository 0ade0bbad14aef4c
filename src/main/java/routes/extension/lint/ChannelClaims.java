package routes.extension.lint;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import routes.channel.mapped.ChannelFolder;
import routes.channel.mapped.ChannelPack;
import routes.channel.mapped.MappedChannels;
import routes.extension.claim.Claim;
import routes.extension.claim.Claims;
import routes.extension.claim.Marks;
import routes.extension.claim.Owner;
import routes.extension.source.SourcePack.Origin;

/** The names that channel files ask for. */
public final class ChannelClaims {
    private static final String FOLDER = "channels/";
    private static final String FILE = "/" + ChannelFolder.FILE;

    private ChannelClaims() {}

    /** @param folder its name is taken too: the templates beside a channel are named by it */
    public static Set<Claim> of(String folder, MappedChannels.Entry channel) {
        Set<Claim> claims = new LinkedHashSet<>();
        channel.type().ifPresent(type -> claims.add(new Claim(Claim.Kind.CHANNEL, type)));
        channel.templateFolder().ifPresent(name -> claims.add(new Claim(Claim.Kind.TEMPLATES, name)));
        claims.add(new Claim(Claim.Kind.TEMPLATES, folder));
        return claims;
    }

    /** The owner that a channel of the application is. */
    public static Owner shipped(String folder) {
        return Owner.shipped(
                FOLDER + folder + FILE, "the channel " + folder + " of the application", Claim.Kind.CHANNEL);
    }

    public static Owner owner(ChannelPack pack, Origin origin) {
        return switch (origin) {
            case APPLICATION -> shipped(pack.name());
            case JAR -> Owner.ofPlugin(pack.place(), "the channel " + pack.name(), Claim.Kind.CHANNEL);
            case FOLDER -> Owner.saved(pack.place(), "the channel " + pack.name(), Path.of(pack.place()));
        };
    }

    /** The channel that the owner of a place is, by its folder; empty for another owner. */
    public static String nameOf(String place) {
        Path folder = place.endsWith(FILE) ? Path.of(place).getParent() : null;
        return folder == null ? "" : folder.getFileName().toString();
    }

    /** What the file takes the place of on purpose. */
    public static List<Claim> replaces(ChannelPack pack) {
        return Marks.replaces(pack.yaml()).stream()
                .map(type -> new Claim(Claim.Kind.CHANNEL, type))
                .toList();
    }

    /** What stands in the way of a channel, with file and line. */
    public static List<String> problems(Claims claims, ChannelPack pack, MappedChannels.Entry channel, Origin origin) {
        Owner owner = owner(pack, origin);
        List<String> lines = pack.yaml().lines().toList();
        Stream<String> taken = claims.conflicts(owner, of(pack.name(), channel), replaces(pack)).stream()
                .map(conflict -> pack.place() + ":" + conflict.line(lines) + ": " + conflict.message());
        Stream<String> unknown =
                claims.unknown(owner, replaces(pack)).stream().map(problem -> pack.place() + ":1: " + problem);
        return Stream.concat(taken, unknown).toList();
    }
}
