package dev.partyline.gateway.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;

/** A page that could not write says so, and that calls go on. */
@ControllerAdvice
final class DatabaseDown {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseDown.class);

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
    String down(RuntimeException failure) {
        LOG.warn(
                "The database did not do what a page asked: {}",
                failure.getClass().getSimpleName());
        return "database-down";
    }
}
