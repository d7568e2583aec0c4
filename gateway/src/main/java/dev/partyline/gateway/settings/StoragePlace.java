package dev.partyline.gateway.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data directory: ours alone, since PINs and password hashes rest in it. */
final class StoragePlace {
    private static final Logger LOG = LoggerFactory.getLogger(StoragePlace.class);
    private static final String KEY = "partyline.data-directory";

    private StoragePlace() {}

    /** Makes the directory where there is none, with owner-only rights. */
    static void prepare(Path directory) {
        try {
            if (!Files.exists(directory)) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new WrongSettingException(
                    KEY, directory + " can't be made; write a directory that this user may write to");
        }
        if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new WrongSettingException(
                    KEY, directory + " is no writable directory; write one that this user may write to");
        }
        warnWhereOthersRead(directory);
    }

    private static void warnWhereOthersRead(Path directory) {
        try {
            if (Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                LOG.warn("Every user of this machine may read the PINs in {}; chmod o-rwx takes that away", directory);
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("Who else may read the PINs in {} can't be seen", directory);
        }
    }

    /** No statement waits longer for a lock than a caller would for an answer; no trace file repeats what one held. */
    static String databaseUrl(Path directory) {
        return "jdbc:h2:file:" + directory.resolve("partyline")
                + ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=1500;TRACE_LEVEL_FILE=0";
    }
}
