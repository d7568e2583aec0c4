package dev.partyline.integration.peer;

import java.io.File;
import java.net.URI;
import java.util.List;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/** Chromium without a screen, for the bridge's pages. */
public final class Browser implements AutoCloseable {
    private final ChromeDriver driver;
    private final BridgeProcess bridge;

    public Browser(BridgeProcess bridge) {
        this.bridge = bridge;
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
    }

    public void open(String path) {
        driver.get(bridge.url(path));
    }

    public Browser type(String field, String text) {
        WebElement input = driver.findElement(By.name(field));
        input.clear();
        input.sendKeys(text);
        return this;
    }

    /** Sends the form of the page's main part. */
    public void submit() {
        driver.findElement(By.cssSelector("main form button:not([type=button])"))
                .click();
    }

    public void click(String selector) throws InterruptedException {
        Await.until("there is " + selector, () -> {
            driver.findElement(By.cssSelector(selector)).click();
            return true;
        });
    }

    /** Clicks in the table row that shows this text; the list refreshes itself, so a row may just have been replaced. */
    public void clickIn(String text, String selector) throws InterruptedException {
        Await.until("there is " + selector + " beside " + text, () -> {
            try {
                for (WebElement row : driver.findElements(By.cssSelector("tbody tr"))) {
                    if (row.getText().contains(text)) {
                        row.findElement(By.cssSelector(selector)).click();
                        return true;
                    }
                }
                return false;
            } catch (StaleElementReferenceException replaced) {
                return false;
            }
        });
    }

    public void awaitPath(String path) throws InterruptedException {
        Await.until(
                "the page is " + path + ", not " + driver.getCurrentUrl(),
                () -> URI.create(driver.getCurrentUrl()).getPath().equals(path));
    }

    public void awaitText(String text) throws InterruptedException {
        Await.until(
                "the page says '" + text + "'",
                () -> driver.findElement(By.tagName("body")).getText().contains(text));
    }

    /** Errors in the browser's console: a broken script, a refused style, a missing file. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
