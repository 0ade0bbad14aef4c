package routes.dev;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the parts of an embedded run are, as scripts find it in {@code run.json}; the file is there when all are ready.
 *
 * @param http URL of the application
 * @param management URL of health and metrics
 * @param kafka bootstrap servers
 * @param mongodb connection string
 * @param adminToken bearer token of the manager API
 * @param alarmTokens tokens of the alarm endpoints, by source
 */
record RunFile(
        String http,
        String management,
        String kafka,
        String mongodb,
        String adminToken,
        Map<String, String> alarmTokens) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Path in(Path folder) {
        return folder.resolve("run.json");
    }

    static RunFile read(Path folder) {
        try {
            return JSON.readValue(in(folder).toFile(), RunFile.class);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + in(folder), e);
        }
    }

    static void delete(Path folder) {
        try {
            Files.deleteIfExists(in(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("Deleting " + in(folder), e);
        }
    }

    void write(Path folder) {
        try {
            OwnerFile.write(in(folder), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
        } catch (IOException e) {
            throw new UncheckedIOException("Writing " + in(folder), e);
        }
    }
}
