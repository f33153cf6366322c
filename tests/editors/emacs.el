;; What a person does in Emacs with eglot: look at the diagnostics, ask for help at the cursor, take a quick fix, save.
;; emacs --batch -l emacs.el; ASYNCLINT_EXECUTABLE and ASYNCLINT_FILE say what with.
(package-initialize)
(require 'eglot)
(require 'flymake)
(setq eglot-sync-connect 10
      flymake-no-changes-timeout 0.1
      eglot-send-changes-idle-time 0.1
      make-backup-files nil)

(defun await (what holds)
  "Waits until HOLDS gives something, and says WHAT was waited for in vain."
  (let ((end (+ (float-time) 15)) result)
    (while (and (not (setq result (funcall holds))) (< (float-time) end))
      (accept-process-output nil 0.05))
    (or result (error "Waited in vain: %s" what))))

(condition-case failure
    (progn
      (find-file (getenv "ASYNCLINT_FILE"))
      (js-mode)
      (add-to-list 'eglot-server-programs
                   (list 'js-mode (getenv "ASYNCLINT_EXECUTABLE") "lsp"))
      (apply #'eglot (eglot--guess-contact))
      (await "the server" #'eglot-current-server)
      (flymake-start)
      (await "diagnostics" (lambda () (= 1 (length (flymake-diagnostics)))))
      (let ((found (car (flymake-diagnostics))))
        (unless (string= (buffer-substring (flymake-diagnostic-beg found) (flymake-diagnostic-end found)) "save()")
          (error "Another place: %S" found))
        (goto-char (flymake-diagnostic-beg found)))
      (let (help)
        (eglot-hover-eldoc-function (lambda (text &rest _) (setq help text)))
        (await "hover" (lambda () help))
        (unless (string-match-p "floating-promise" help) (error "Another hover: %s" help)))
      (let ((last-nonmenu-event t))
        (cl-letf (((symbol-function 'completing-read) (lambda (_prompt choices &rest _) (caar choices))))
          (eglot-code-actions (point) (point) "quickfix" t)))
      (eglot--signal-textDocument/didChange)
      (await "no diagnostics" (lambda () (null (flymake-diagnostics))))
      (save-buffer)
      (eglot-shutdown (eglot-current-server) nil 5))
  (error (message "%S" failure) (kill-emacs 1)))
