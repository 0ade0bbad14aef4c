package routes.tool.scaffold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import routes.common.error.VeaiopsException;

/** Writes files that are new. */
public final class NewFiles {
    private NewFiles() {}

    /** @throws VeaiopsException when one of them exists; none is written then */
    public static void write(Map<Path, String> files) {
        files.keySet().stream().filter(Files::exists).findFirst().ifPresent(there -> {
            throw new VeaiopsException(there + " exists: nothing was written; choose another name or --dir");
        });
        files.forEach(NewFiles::write);
    }

    private static void write(Path file, String text) {
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new VeaiopsException("cannot write " + file, e);
        }
    }
}
