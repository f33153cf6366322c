-- What a person does in Neovim with its own client: look at the diagnostics, hover, take a quick fix, save.
-- Columns of Neovim's diagnostics are bytes.
-- nvim --headless -u NONE -i NONE -n -c 'luafile neovim.lua'; ASYNCLINT_EXECUTABLE and ASYNCLINT_FILE say what with.
local function wait(what, holds)
  if not vim.wait(10000, holds, 20) then error('waited in vain: ' .. what) end
end

local function floating_text()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
    end
  end
end

local ok, failure = xpcall(function()
  local file = vim.env.ASYNCLINT_FILE
  vim.cmd('edit ' .. vim.fn.fnameescape(file))
  vim.bo.filetype = 'javascript'
  local client = vim.lsp.start_client({
    name = 'asynclint',
    cmd = { vim.env.ASYNCLINT_EXECUTABLE, 'lsp' },
    root_dir = vim.fn.fnamemodify(file, ':p:h'),
  })
  assert(vim.lsp.buf_attach_client(0, client))
  wait('diagnostics', function() return #vim.diagnostic.get(0) == 1 end)
  local found = vim.diagnostic.get(0)[1]
  assert(found.source == 'asynclint' and found.code == 'floating-promise', vim.inspect(found))
  assert(found.lnum == 1 and found.col == 11, 'columns behind an emoji are wrong: ' .. vim.inspect(found))

  vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
  vim.lsp.buf.hover()
  wait('hover', floating_text)
  assert(floating_text():find('floating%-promise'), floating_text())

  local offered
  vim.ui.select = function(items, options, choose)
    offered = vim.tbl_map(options.format_item, items)
    choose(items[1], 1)
  end
  vim.lsp.buf.code_action()
  wait('the edit', function() return vim.fn.getline(2):find('await') or vim.fn.getline(2):find('catch') end)
  wait('no diagnostics', function() return #vim.diagnostic.get(0) == 0 end)
  vim.cmd('write')
  vim.lsp.stop_client(client)
  wait('the end of the server', function() return vim.lsp.client_is_stopped(client) end)
  io.stdout:write('offered: ' .. table.concat(offered, ' | ') .. '\n')
end, debug.traceback)
if not ok then
  io.stdout:write(failure .. '\n')
  vim.cmd('cquit 1')
end
vim.cmd('qall!')
