package routes.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.Ordered;
import org.apache.camel.spi.PropertiesSource;
import org.jspecify.annotations.Nullable;
import routes.common.error.VeaiopsException;

/**
 * Settings whose value stands in a file, as Docker and Kubernetes hand over secrets: {@code VEAIOPS_ADMIN_TOKEN_FILE}, or
 * the property {@code veaiops.admin.token-file}, names the file that holds {@code veaiops.admin.token}. Read once.
 */
public final class SettingFiles implements PropertiesSource, Ordered {
    private static final String PREFIX = "VEAIOPS_";
    private static final String SUFFIX = "_FILE";
    private static final int MOST_BYTES = 65_536;

    private final Map<String, String> values = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** @param given what is set, by the names of environment variables; no defaults */
    SettingFiles(Map<String, String> given) {
        new TreeMap<>(given).forEach((name, path) -> {
            if (!path.isBlank() && !plain(name).equals(name)) {
                take(name, path.strip(), !given.getOrDefault(plain(name), "").isBlank());
            }
        });
    }

    /** The variable whose value the file of this one holds; every other variable is itself. */
    static String plain(String variable) {
        boolean named = variable.startsWith(PREFIX)
                && variable.endsWith(SUFFIX)
                && variable.length() > PREFIX.length() + SUFFIX.length();
        return named ? variable.substring(0, variable.length() - SUFFIX.length()) : variable;
    }

    /**
     * A variable of the environment, from its file when it is given that way.
     *
     * @throws VeaiopsException when it is given both ways, or its file cannot be used
     */
    public static Optional<String> environment(String variable) {
        SettingFiles files = new SettingFiles(System.getenv().entrySet().stream()
                .filter(given -> plain(given.getKey()).equals(variable))
                .collect(HashMap::new, (all, one) -> all.put(one.getKey(), one.getValue()), Map::putAll));
        if (!files.problems().isEmpty()) {
            throw new VeaiopsException(String.join("; ", files.problems()));
        }
        return Optional.ofNullable(System.getenv(variable)).or(() -> Optional.ofNullable(files.values.get(variable)));
    }

    /** What is wrong with the files, each with the variable that names it; never what is in them. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    private void take(String variable, String path, boolean givenPlain) {
        if (givenPlain) {
            problems.add(variable + ": " + plain(variable) + " is set too; set one of them");
            return;
        }
        try {
            values.put(plain(variable), content(path));
        } catch (NoSuchFileException e) {
            problems.add(variable + ": there is no file " + path);
        } catch (AccessDeniedException e) {
            problems.add(variable + ": this user may not read the file " + path);
        } catch (CharacterCodingException e) {
            problems.add(variable + ": the file " + path + " is no text in UTF-8");
        } catch (IOException | InvalidPathException e) {
            problems.add(variable + ": the file " + path + " cannot be read");
        } catch (VeaiopsException e) {
            problems.add(variable + ": the file " + path + ' ' + e.getMessage());
        }
    }

    /** Without the line end that editors and {@code echo} put at the end. */
    private static String content(String path) throws IOException {
        byte[] bytes;
        try (InputStream file = Files.newInputStream(Path.of(path))) {
            bytes = file.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw new VeaiopsException("has more than " + MOST_BYTES + " bytes");
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        String value = text.replaceFirst("\\r?\\n\\z", "");
        if (value.isBlank()) {
            throw new VeaiopsException("is empty");
        }
        return value;
    }

    @Override
    public String getName() {
        return "setting-files";
    }

    @Override
    public @Nullable String getProperty(String name) {
        return values.get(Setting.environmentVariable(name));
    }

    /** Before the defaults of the application. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST;
    }
}
